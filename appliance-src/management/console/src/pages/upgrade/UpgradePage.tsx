import { Alert, Button, Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, PageSection, Skeleton } from '@patternfly/react-core';
import { CheckCircleIcon, ExclamationTriangleIcon, TimesCircleIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import type { Upgrade, UpgradePackage } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { useMay } from '../../app/session';
import { Confirm } from '../../components/Confirm';
import { Heading } from '../../components/Heading';
import { HostAway } from '../../components/HostAway';
import { Trouble } from '../../components/Trouble';
import { Ago } from '../../components/When';
import { size } from '../../format/quantity';
import { AddPackage } from './AddPackage';
import { AttemptCard } from './AttemptCard';
import { ChangeOverDialog } from './ChangeOverDialog';
import { PackageCard } from './PackageCard';
import { UpgradeHistory } from './UpgradeHistory';
import './upgrade.css';
import { useUpgrade } from './useUpgrade';
import { KIND, isOver } from './words';

const LEAD = 'Another version is written beside what runs. If it is not well after the change-over, the machine returns by itself.';

type Before = Upgrade['before'][number];
type Dialogue = { kind: 'install'; found: UpgradePackage } | { kind: 'delete'; found: UpgradePackage } | { kind: 'roll-back'; before: Before } | { kind: 'change-over' | 'abandon' };

/** Versions of this machine: what runs, what it can become, what it was. */
export function UpgradePage() {
  const { network } = useLiveSystem();
  if (network !== undefined && network.following !== 'AWAY') return <Upgrades />;
  return (
    <>
      <Heading title="Upgrade" lead={LEAD} />
      {network === undefined ? (
        <PageSection hasBodyWrapper={false}>
          <Skeleton height="12rem" screenreaderText="Asking for the machine" />
        </PageSection>
      ) : (
        <HostAway what="The version" />
      )}
    </>
  );
}

function Upgrades() {
  const upgrade = useUpgrade();
  const data = upgrade.data;
  return (
    <>
      <Heading title="Upgrade" lead={LEAD} />
      <PageSection hasBodyWrapper={false} className="stack">
        <Absence data={data} error={upgrade.error} onRetry={upgrade.reload} />
        {data === undefined ? (
          upgrade.isLoading ? <Skeleton height="12rem" screenreaderText="Reading what runs" /> : null
        ) : (
          <Versions data={data} reload={upgrade.reload} />
        )}
      </PageSection>
    </>
  );
}

/** While it changes over, nobody answers; that is no trouble. */
function Absence({ data, error, onRetry }: { data: Upgrade | undefined; error: unknown; onRetry: () => void }) {
  if (error === undefined) return null;
  const isExpected = data?.attempt != null && (data.attempt.state === 'WRITTEN' || data.attempt.state === 'CHANGING_OVER' || data.attempt.state === 'TRYING');
  return isExpected ? (
    <Alert variant="info" isInline title="The machine changes over">
      Nobody answers meanwhile. This page goes on by itself as soon as somebody does; you may have to log in again.
    </Alert>
  ) : (
    <Trouble title="The state of upgrades cannot be read" error={error} onRetry={onRetry} />
  );
}

function Versions({ data, reload }: { data: Upgrade; reload: () => void }) {
  const isAdministrator = useMay('ADMINISTRATOR');
  const [dialogue, setDialogue] = useState<Dialogue>();
  const [goOnWith, setGoOnWith] = useState<{ id: string; name: string }>();
  const { attempt } = data;
  const isUnderWay = attempt !== null && !isOver(attempt);
  const isHeld = isUnderWay && (attempt.state === 'WRITING' || attempt.state === 'WRITTEN');
  const isFree = isAdministrator && !isUnderWay;
  const close = () => {
    setDialogue(undefined);
    reload();
  };
  return (
    <>
      {attempt === null ? null : (
        <AttemptCard
          attempt={attempt}
          plan={data.plan}
          onChangeOver={isAdministrator && isHeld ? () => setDialogue({ kind: 'change-over' }) : undefined}
          onAbandon={isAdministrator && isHeld ? () => setDialogue({ kind: 'abandon' }) : undefined}
        />
      )}
      <div className="upgrade__columns">
        <div className="stack">
          {isFree ? <AddPackage goOnWith={goOnWith} onChanged={reload} /> : null}
          {data.packages.map((found) => (
            <PackageCard
              key={found.id}
              found={found}
              onInstall={isFree ? () => setDialogue({ kind: 'install', found }) : undefined}
              onContinue={isFree ? () => setGoOnWith({ id: found.id, name: found.name }) : undefined}
              onDelete={isFree ? () => setDialogue({ kind: 'delete', found }) : undefined}
            />
          ))}
        </div>
        <div className="stack">
          <Running data={data} onRollBack={isFree ? (before) => setDialogue({ kind: 'roll-back', before }) : undefined} />
          <Checks checks={data.checks} />
        </div>
      </div>
      <Card isCompact>
        <CardTitle component="h2">History</CardTitle>
        <CardBody>
          <UpgradeHistory version={`${data.version} ${attempt?.id ?? ''} ${attempt?.state ?? ''}`} />
        </CardBody>
      </Card>
      {dialogue === undefined ? null : <Ask dialogue={dialogue} data={data} onClose={close} />}
    </>
  );
}

function Ask({ dialogue, data, onClose }: { dialogue: Dialogue; data: Upgrade; onClose: () => void }) {
  switch (dialogue.kind) {
    case 'install':
      return (
        <ChangeOverDialog
          title={`Install Sallyport ${dialogue.found.contents?.version ?? ''}?`}
          verb="Install"
          act={(body) => bodyOf(api.POST('/upgrade/start', { body: { package: dialogue.found.id, ...body } }))}
          onClose={onClose}
        >
          <p>
            It is written beside {data.version} while calls go on. The change-over{' '}
            {dialogue.found.contents?.kind === 'APPLICATION' ? 'starts the services anew, not the machine.' : 'starts the machine once.'}
          </p>
        </ChangeOverDialog>
      );
    case 'change-over':
      return (
        <ChangeOverDialog title="Change over?" verb="Change over" act={(body) => bodyOf(api.POST('/upgrade/change-over', { body }))} onClose={onClose}>
          <p>As soon as it is written, the machine changes over.</p>
        </ChangeOverDialog>
      );
    case 'roll-back':
      return (
        <ChangeOverDialog title={`Go back to ${dialogue.before.version}?`} verb="Go back" act={(body) => bodyOf(api.POST('/upgrade/roll-back', { body: { version: dialogue.before.version, ...body } }))} onClose={onClose}>
          <p>The version before runs again, with the settings, users and history that it had when it was left.</p>
        </ChangeOverDialog>
      );
    case 'abandon':
      return (
        <Confirm title="Abandon the upgrade?" verb="Abandon" act={() => bodyOf(api.POST('/upgrade/abandon'))} onClose={onClose}>
          What runs stays as it is.
        </Confirm>
      );
    case 'delete':
      return (
        <Confirm title={`Delete ${dialogue.found.name}?`} verb="Delete" act={() => bodyOf(api.DELETE('/upgrade/packages/{id}', { params: { path: { id: dialogue.found.id } } }))} onClose={onClose}>
          The file is deleted from this machine.
        </Confirm>
      );
  }
}

function Running({ data, onRollBack }: { data: Upgrade; onRollBack: ((before: Before) => void) | undefined }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">This machine</CardTitle>
      <CardBody className="stack">
        <DescriptionList isCompact isHorizontal isFluid className="facts">
          <DescriptionListGroup>
            <DescriptionListTerm>Version</DescriptionListTerm>
            <DescriptionListDescription><strong>{data.version}</strong></DescriptionListDescription>
          </DescriptionListGroup>
          <DescriptionListGroup>
            <DescriptionListTerm>System</DescriptionListTerm>
            <DescriptionListDescription>{data.base}, {data.processor}{data.slot === '' ? '' : `, slot ${data.slot}`}</DescriptionListDescription>
          </DescriptionListGroup>
          <DescriptionListGroup>
            <DescriptionListTerm>Space</DescriptionListTerm>
            <DescriptionListDescription>{size(data.space)} free</DescriptionListDescription>
          </DescriptionListGroup>
          <DescriptionListGroup>
            <DescriptionListTerm>Before</DescriptionListTerm>
            <DescriptionListDescription>
              {data.before.length === 0 ? <span className="subtle">nothing to go back to</span> : null}
              {data.before.map((before) => (
                <div key={`${before.kind} ${before.version}`}>
                  {before.version}, until <Ago at={before.until} />, {KIND[before.kind].toLowerCase()}
                </div>
              ))}
            </DescriptionListDescription>
          </DescriptionListGroup>
        </DescriptionList>
        {onRollBack === undefined ? null : (
          <div className="heading__actions">
            {data.before.map((before) => (
              <Button key={`${before.kind} ${before.version}`} variant="secondary" size="sm" isDanger onClick={() => onRollBack(before)}>
                Go back to {before.version}
              </Button>
            ))}
          </div>
        )}
      </CardBody>
    </Card>
  );
}

const MARK = { GOOD: CheckCircleIcon, ADVICE: ExclamationTriangleIcon, OBSTACLE: TimesCircleIcon } as const;

function Checks({ checks }: { checks: Upgrade['checks'] }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Before an upgrade</CardTitle>
      <CardBody>
        <ul className="checks">
          {checks.map((check) => {
            const Mark = MARK[check.weight];
            return (
              <li key={check.about} className={`checks__${check.weight.toLowerCase()}`}>
                <Mark /> <span><strong>{check.about}</strong> {check.text} {check.remedy}</span>
              </li>
            );
          })}
        </ul>
      </CardBody>
    </Card>
  );
}
