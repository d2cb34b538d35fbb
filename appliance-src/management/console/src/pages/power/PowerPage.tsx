import { Button, Card, CardBody, CardTitle, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, FormGroup, PageSection, TextInput } from '@patternfly/react-core';
import { useState } from 'react';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import { useNow } from '../../app/clock';
import { useLiveSystem } from '../../app/live-context';
import { Confirm } from '../../components/Confirm';
import { Heading } from '../../components/Heading';
import { HostAway } from '../../components/HostAway';
import { uptime } from '../../format/time';

type Verb = 'reboot' | 'shutdown';

const WORDS: Record<Verb, { title: string; verb: string; what: string }> = {
  reboot: { title: 'Restart the machine?', verb: 'Restart', what: 'The machine starts anew; that takes some minutes, in which nothing is served.' },
  shutdown: { title: 'Switch the machine off?', verb: 'Switch off', what: 'The machine switches off. Somebody must switch it on again, at the machine or in its hypervisor.' },
};

const LEAD = 'Restart the machine, or switch it off.';

export function PowerPage() {
  const { network } = useLiveSystem();
  const state = useResource('network', () => bodyOf(api.GET('/network')));
  const now = useNow();
  const [asked, setAsked] = useState<Verb>();
  const machine = state.data?.machine;
  if (network?.following === 'AWAY') {
    return (
      <>
        <Heading title="Power" lead={LEAD} />
        <HostAway what="The power" />
      </>
    );
  }
  return (
    <>
      <Heading title="Power" lead={LEAD} />
      <PageSection hasBodyWrapper={false} className="stack">
        <Card isCompact className="narrow">
          <CardTitle component="h2">{machine?.hostname ?? 'Machine'}</CardTitle>
          <CardBody className="stack">
            {machine === null || machine === undefined ? null : (
              <DescriptionList isCompact isHorizontal isFluid className="facts">
                <DescriptionListGroup>
                  <DescriptionListTerm>Up for</DescriptionListTerm>
                  <DescriptionListDescription>{uptime(now.getTime() - Date.parse(machine.bootedAt))}</DescriptionListDescription>
                </DescriptionListGroup>
                <DescriptionListGroup>
                  <DescriptionListTerm>Version</DescriptionListTerm>
                  <DescriptionListDescription>{machine.version}</DescriptionListDescription>
                </DescriptionListGroup>
              </DescriptionList>
            )}
            <div className="heading__actions">
              <Button variant="secondary" isDanger onClick={() => setAsked('reboot')}>
                Restart
              </Button>
              <Button variant="secondary" isDanger onClick={() => setAsked('shutdown')}>
                Switch off
              </Button>
            </div>
          </CardBody>
        </Card>
        {asked === undefined ? null : <Ask verb={asked} onClose={() => setAsked(undefined)} />}
      </PageSection>
    </>
  );
}

function Ask({ verb, onClose }: { verb: Verb; onClose: () => void }) {
  const { calls } = useLiveSystem();
  const [reason, setReason] = useState('');
  const words = WORDS[verb];
  const running = [...calls.values()].filter((call) => call.state !== 'ENDED').length;
  const act = () => bodyOf(verb === 'reboot' ? api.POST('/power/reboot', { body: { reason: reason.trim() } }) : api.POST('/power/shutdown', { body: { reason: reason.trim() } }));
  return (
    <Confirm title={words.title} verb={words.verb} act={act} isReady={reason.trim() !== ''} onClose={onClose}>
      <div className="dialog-form">
        <p>{words.what}</p>
        <p>
          <strong>{running === 0 ? 'No call is in progress.' : running === 1 ? 'One call is in progress and ends.' : `${running} calls are in progress and end.`}</strong>
        </p>
        <FormGroup label="Reason" fieldId="reason" isRequired>
          <TextInput id="reason" maxLength={200} placeholder="Kept in the audit" value={reason} onChange={(_, value) => setReason(value)} />
        </FormGroup>
      </div>
    </Confirm>
  );
}
