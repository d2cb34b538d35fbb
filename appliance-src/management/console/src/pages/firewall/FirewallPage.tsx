import { Card, CardBody, CardTitle, CodeBlock, CodeBlockCode, ExpandableSection } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { Firewall } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import { Trouble } from '../../components/Trouble';
import { count } from '../../format/quantity';
import { EditPage } from '../network/EditPage';
import { Setting, within } from '../network/Setting';
import type { Node } from '../settings/catalogue';
import type { FormContext } from '../settings/FormContext';

const READ_EVERY_MILLIS = 5_000;

const DROPPED: Record<string, string> = {
  spoofed: 'Source that would be answered through another interface',
  invalid: 'Belongs to no connection and begins none',
  'too-many-connections': 'Source opens connections too fast',
  'too-many-pings': 'Echo requests beyond the rate that is answered',
  'not-an-administrator': 'For console, API or SSH, from a source that is not let in',
  broadcast: 'Chatter of the subnet',
  'no-service': 'For a port that nothing serves there',
  forwarded: 'To be passed on to another network',
};

/** What is open from where to which service, and what was dropped. */
export function FirewallPage() {
  return (
    <EditPage title="Firewall" what="The packet filter" lead="Only what a service of this system needs is let in. It opens and closes with the settings of that service.">
      {(tree, context) => <Filter tree={tree} context={context} />}
    </EditPage>
  );
}

function Filter({ tree, context }: { tree: Node; context: FormContext }) {
  const { network } = useLiveSystem();
  const firewall = useResource(`firewall ${network?.settingsRevision ?? ''} ${network?.following ?? ''}`, () => bodyOf(api.GET('/network/firewall')), READ_EVERY_MILLIS);
  return (
    <>
      <Openings firewall={firewall.data} error={firewall.data === undefined ? firewall.error : undefined} />
      <div className="two-columns">
        <Switches node={within(tree, 'firewall')} context={context} />
        {firewall.data === undefined ? null : <Dropped dropped={firewall.data.dropped} />}
      </div>
      {firewall.data === undefined || firewall.data.ruleset.length === 0 ? null : (
        <ExpandableSection toggleText="Rules as nftables reads them">
          <CodeBlock>
            <CodeBlockCode>{firewall.data.ruleset.join('\n')}</CodeBlockCode>
          </CodeBlock>
        </ExpandableSection>
      )}
    </>
  );
}

function Switches({ node, context }: { node: Node | undefined; context: FormContext }) {
  const at = 'network.firewall';
  return (
    <Card isCompact>
      <CardTitle component="h2">Beside calls</CardTitle>
      <CardBody className="settings-column">
        <Setting node={within(node, 'management-allowed-from')} path={`${at}.management-allowed-from`} label="Console, API and SSH from" placeholder="everybody on the management side" isList context={context} />
        <Setting node={within(node, 'ssh')} path={`${at}.ssh`} label="Serve SSH to the management side" context={context} />
        <Setting node={within(node, 'answer-ping')} path={`${at}.answer-ping`} label="Answer pings" context={context} />
      </CardBody>
    </Card>
  );
}

function Openings({ firewall, error }: { firewall: Firewall | undefined; error: unknown }) {
  const { network } = useLiveSystem();
  const rolesOf = (name: string) => network?.machine?.interfaces.find((nic) => nic.name === name)?.roles.join(', ') ?? '';
  return (
    <Card isCompact>
      <CardTitle component="h2">Let in</CardTitle>
      <CardBody>
        <Trouble title="The packet filter cannot be read" error={error} />
        {firewall?.openings.length === 0 ? (
          <p className="subtle">The settings name no interfaces, so that the packet filter of the machine is left as it is.</p>
        ) : null}
        {firewall === undefined || firewall.openings.length === 0 ? null : (
          <Table variant="compact" aria-label="What is let in">
            <Thead>
              <Tr>
                <Th>Service</Th>
                <Th>Interface</Th>
                <Th>Protocol</Th>
                <Th>Ports</Th>
                <Th>From</Th>
                <Th>Guard</Th>
              </Tr>
            </Thead>
            <Tbody>
              {firewall.openings.map((opening) => (
                <Tr key={`${opening.interfaces.join()} ${opening.protocol} ${opening.ports}`}>
                  <Td>{opening.services.join(', ')}</Td>
                  <Td>
                    {opening.interfaces.map((name) => (
                      <div key={name}>
                        {name} <span className="subtle">{rolesOf(name)}</span>
                      </div>
                    ))}
                  </Td>
                  <Td>{opening.protocol}</Td>
                  <Td className="figures">{opening.ports}</Td>
                  <Td className="figures">{opening.from.length === 0 ? 'everybody' : opening.from.join(', ')}</Td>
                  <Td className="subtle">
                    {opening.protocol === 'UDP' ? 'none here; the service guards itself' : opening.guardedAs === 'PEERS' ? '50 new connections/s a source' : '10 new connections/s a source'}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}

function Dropped({ dropped }: { dropped: Firewall['dropped'] }) {
  const reasons = Object.entries(dropped).sort(([, one], [, other]) => other - one);
  return (
    <Card isCompact>
      <CardTitle component="h2">Dropped since the rules were loaded</CardTitle>
      <CardBody>
        {reasons.length === 0 ? <p className="subtle">No packet filter of this system is loaded.</p> : null}
        <Table variant="compact" borders={false} aria-label="Packets dropped">
          <Tbody>
            {reasons.map(([reason, packets]) => (
              <Tr key={reason}>
                <Td>{DROPPED[reason] ?? reason}</Td>
                <Td className="number">{count(packets)}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
