import { Button, Card, CardBody, CardTitle } from '@patternfly/react-core';
import { api } from '../../api/client';
import { bodyOf } from '../../api/problem';
import { useResource } from '../../api/resource';
import type { MachineInterface } from '../../api/types';
import { useLiveSystem } from '../../app/live-context';
import type { Node } from '../settings/catalogue';
import type { FormContext } from '../settings/FormContext';
import { ListCard } from '../settings/ListCard';
import { EditPage } from './EditPage';
import { InterfaceCard } from './InterfaceCard';
import { interfacesOf } from './interfaces';
import { Setting, within } from './Setting';

const READ_EVERY_MILLIS = 5_000;

/** Interfaces with their roles and addresses, routes, and names: as they shall be, and as they are. */
export function NetworkPage() {
  return (
    <EditPage title="Network" what="The network" lead="A change is tried out first, and goes back by itself unless it is kept.">
      {(tree, context) => (
        <>
          <Interfaces node={within(tree, 'interfaces')} context={context} />
          <div className="network__names">
            <Names tree={tree} context={context} />
            <Routes node={within(tree, 'routes')} context={context} />
          </div>
        </>
      )}
    </EditPage>
  );
}

function Interfaces({ node, context }: { node: Node | undefined; context: FormContext }) {
  const { network } = useLiveSystem();
  const state = useResource(`network ${network?.settingsRevision ?? ''} ${network?.following ?? ''}`, () => bodyOf(api.GET('/network')), READ_EVERY_MILLIS);
  const live = state.data?.machine?.interfaces ?? [];
  const interfaces = interfacesOf(context.document);
  const unused = live.filter((nic) => interfaces.every((used) => used['name'] !== nic.name));
  const problems = context.problems.filter((problem) => problem.path === 'network.interfaces');
  return (
    <>
      {interfaces.length === 0 ? (
        <Card isCompact>
          <CardBody>
            No interface is named here, so the network of the machine is left as it is. Use an interface below to configure all of it here.
          </CardBody>
        </Card>
      ) : null}
      {problems.map((problem) => (
        <p key={problem.detail} className="field__problem" role="alert">{`${problem.detail} ${problem.remedy}`}</p>
      ))}
      {interfaces.map((nic, index) => (
        <InterfaceCard
          key={String(nic['name'])}
          node={node}
          index={index}
          nic={nic}
          live={live.find((candidate) => candidate.name === nic['name'])}
          context={context}
          onRemove={() => context.change('network.interfaces', interfaces.filter((_, other) => other !== index))}
        />
      ))}
      {unused.length === 0 ? null : (
        <Unused
          nics={unused}
          isReadOnly={context.isReadOnly}
          onUse={(name) => context.change('network.interfaces', [...interfaces, { name, roles: [], ipv4: 'dhcp' }].sort((one, other) => String(one['name']).localeCompare(String(other['name']))))}
        />
      )}
    </>
  );
}

function Unused({ nics, isReadOnly, onUse }: { nics: readonly MachineInterface[]; isReadOnly: boolean; onUse: (name: string) => void }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Unused</CardTitle>
      <CardBody>
        <ul className="unused">
          {nics.map((nic) => (
            <li key={nic.name}>
              <strong>{nic.name}</strong>
              <span className="subtle figures">{[nic.macAddress, ...nic.addresses].filter((word) => word !== '').join('  ')}</span>
              {isReadOnly ? null : (
                <Button variant="link" size="sm" isInline onClick={() => onUse(nic.name)}>
                  Use it
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function Names({ tree, context }: { tree: Node; context: FormContext }) {
  return (
    <Card isCompact>
      <CardTitle component="h2">Names</CardTitle>
      <CardBody className="settings-column">
        <Setting node={within(tree, 'hostname')} path="network.hostname" label="Host name" context={context} />
        <Setting node={within(tree, 'dns-servers')} path="network.dns-servers" label="DNS servers" placeholder="10.0.0.53, 10.0.0.54" isList context={context} />
        <Setting node={within(tree, 'search-domains')} path="network.search-domains" label="Search domains" placeholder="example.com" isList context={context} />
      </CardBody>
    </Card>
  );
}

function Routes({ node, context }: { node: Node | undefined; context: FormContext }) {
  return node === undefined ? null : <ListCard node={node} context={context} />;
}
