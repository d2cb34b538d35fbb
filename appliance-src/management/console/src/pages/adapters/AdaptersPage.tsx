import { Alert, AlertActionCloseButton, Button, Card, CardBody, CardTitle, PageSection, Skeleton } from '@patternfly/react-core';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Nic, NicList } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { useMay } from '../../app/session';
import { Heading } from '../../components/Heading';
import { HostAway } from '../../components/HostAway';
import { Trouble } from '../../components/Trouble';
import { SEVERITY } from '../../components/words';
import { AdapterTable, type AdapterVerb } from './AdapterTable';
import { Detection } from './Detection';
import { NameDialog } from './NameDialog';
import { ReportButton } from './ReportButton';
import './adapters.css';

const READ_EVERY_MILLIS = 5_000;
const BLINK_SECONDS = 10;

const LEAD = 'Which adapter is which: eth0, eth1 and so on stay with their adapters, whatever order the hypervisor or the firmware has.';

/** The network adapters with what decided their names, and what can be done about it. */
export function AdaptersPage() {
  const { network } = useLiveSystem();
  if (network !== undefined && network.following !== 'AWAY') return <Adapters />;
  return (
    <>
      <Heading title="Network adapters" lead={LEAD} />
      {network === undefined ? (
        <PageSection hasBodyWrapper={false}>
          <Skeleton height="12rem" screenreaderText="Asking for the machine" />
        </PageSection>
      ) : (
        <HostAway what="The order of network adapters" />
      )}
    </>
  );
}

function Adapters() {
  const nics = useResource('nics', () => bodyOf(api.GET('/nics')), READ_EVERY_MILLIS);
  const isAdministrator = useMay('ADMINISTRATOR');
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState<string>();
  const [blinking, setBlinking] = useState<string>();
  const [named, setNamed] = useState<Nic>();
  const [isDetecting, setDetecting] = useState(false);

  const attempt = (pending: Promise<unknown>, text?: string) => {
    setError(undefined);
    return pending.then(() => {
      setSaid(text);
      nics.reload();
    }, setError);
  };
  const act = (nic: Nic, verb: AdapterVerb) => {
    if (verb === 'name') setNamed(nic);
    else {
      setBlinking(nic.name);
      void attempt(bodyOf(api.POST('/nics/{name}/blink', { params: { path: { name: nic.name } }, body: { seconds: BLINK_SECONDS } }))).finally(() => setBlinking(undefined));
    }
  };
  const changed = (restartNeeded: boolean) => {
    setNamed(undefined);
    setSaid(restartNeeded ? 'An adapter is in use, so that the names change when the machine starts anew.' : 'The adapters bear their new names.');
    nics.reload();
  };
  return (
    <>
      <Heading
        title="Network adapters"
        lead={LEAD}
        actions={
          <>
            <ReportButton />
            {isAdministrator ? (
              <Button variant="secondary" size="sm" isDisabled={isDetecting} onClick={() => setDetecting(true)}>
                Detect a cable
              </Button>
            ) : null}
          </>
        }
      />
      <PageSection hasBodyWrapper={false} className="stack">
        <Trouble title="The adapters cannot be read" error={nics.data === undefined ? nics.error : undefined} onRetry={nics.reload} />
        <Trouble title="That did not work" error={error} />
        {said === undefined ? null : <Alert variant="success" isInline title={said} actionClose={<AlertActionCloseButton onClose={() => setSaid(undefined)} />} />}
        {isDetecting && nics.data !== undefined ? <Detection onClose={() => setDetecting(false)} /> : null}
        {nics.data === undefined ? (
          nics.isLoading ? <Skeleton height="12rem" screenreaderText="Reading the adapters" /> : null
        ) : (
          <>
            <Findings
              nics={nics.data}
              {...(isAdministrator ? { onConfirm: () => void attempt(bodyOf(api.POST('/nics/confirm')), 'The order is kept as it is.') } : {})}
            />
            <AdapterTable nics={nics.data.adapters} isReadOnly={!isAdministrator} blinking={blinking} onAct={act} />
            <Others nics={nics.data} />
          </>
        )}
        {named === undefined || nics.data === undefined ? null : <NameDialog nic={named} nics={nics.data} onChanged={changed} onClose={() => setNamed(undefined)} />}
      </PageSection>
    </>
  );
}

/** What to know of the order, and the word that it is right. */
function Findings({ nics, onConfirm }: { nics: NicList; onConfirm?: () => void }) {
  return (
    <>
      {nics.findings.map((finding) => (
        <Alert key={`${finding.kind} ${finding.text}`} variant={alertOf(finding.severity)} isInline title={finding.text}>
          {finding.remedy}
        </Alert>
      ))}
      {nics.confirmed ? null : (
        <Alert variant="warning" isInline title="Nobody has looked yet whether the order is right">
          <p>Compare names and hardware addresses with those of the hypervisor, or let the lights blink. Exchange names that are wrong.</p>
          {onConfirm === undefined ? null : (
            <Button variant="secondary" size="sm" onClick={onConfirm}>
              The order is right
            </Button>
          )}
        </Alert>
      )}
    </>
  );
}

function alertOf(severity: keyof typeof SEVERITY): 'danger' | 'warning' | 'info' {
  return severity === 'CRITICAL' ? 'danger' : severity === 'WARNING' ? 'warning' : 'info';
}

function Others({ nics }: { nics: NicList }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Machine</CardTitle>
      <CardBody className="settings-column">
        <p>{nics.machine}</p>
        {nics.missing.length === 0 ? null : <p className="bad">{`Not in the machine: ${nics.missing.join(', ')}`}</p>}
        {nics.unused.map((unused) => (
          <p key={unused.name} className="subtle">{`Not used: ${unused.name}${unused.mac === '-' ? '' : ` (${unused.mac})`}, ${unused.reason}`}</p>
        ))}
      </CardBody>
    </Card>
  );
}
