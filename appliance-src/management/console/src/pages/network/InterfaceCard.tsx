import { Button, Card, CardBody, CardHeader, CardTitle, Checkbox, Label } from '@patternfly/react-core';
import type { MachineInterface } from '../../api/types';
import type { Node } from '../settings/catalogue';
import type { FormContext } from '../settings/FormContext';
import { valueAt, type JsonObject } from '../settings/document';
import { ROLES, wordsOf } from './interfaces';
import { Setting, within } from './Setting';

interface InterfaceCardProps {
  /** The list of interfaces in the catalogue. */
  node: Node | undefined;
  /** Which of the list. */
  index: number;
  nic: JsonObject;
  /** As the machine has it; undefined when it has none of that name. */
  live: MachineInterface | undefined;
  context: FormContext;
  onRemove: () => void;
}

/** One interface: what it is for, its addresses as they shall be, and as they are. */
export function InterfaceCard({ node, index, nic, live, context, onRemove }: InterfaceCardProps) {
  const name = String(nic['name'] ?? '');
  const at = `network.interfaces[${index}]`;
  const problems = context.problems.filter((problem) => problem.path === at || problem.path === `${at}.name`);
  return (
    <Card isCompact className="interface" aria-label={`Interface ${name}`} role="group">
      <CardHeader
        actions={{
          actions: context.isReadOnly ? null : (
            <Button variant="link" size="sm" isInline onClick={onRemove}>
              Leave unused
            </Button>
          ),
          hasNoOffset: true,
        }}
      >
        <CardTitle component="h2">
          <span className="interface__title">
            {name}
            <AsItIs live={live} />
          </span>
        </CardTitle>
      </CardHeader>
      <CardBody>
        {problems.map((problem) => (
          <p key={problem.detail} className="field__problem" role="alert">{`${problem.detail} ${problem.remedy}`}</p>
        ))}
        <Roles node={within(node, 'roles')} path={`${at}.roles`} name={name} context={context} />
        <div className="interface__fields">
          <Setting node={within(node, 'ipv4')} path={`${at}.ipv4`} label="IPv4 address" placeholder="192.0.2.10/24, dhcp or none" context={context} />
          <Setting node={within(node, 'ipv4-gateway')} path={`${at}.ipv4-gateway`} label="IPv4 gateway" context={context} />
          <Setting node={within(node, 'advertised-address')} path={`${at}.advertised-address`} label="Advertised address (1:1 NAT)" context={context} />
          <Setting node={within(node, 'ipv6')} path={`${at}.ipv6`} label="IPv6 address" placeholder="2001:db8::10/64, auto, dhcp or none" context={context} />
          <Setting node={within(node, 'ipv6-gateway')} path={`${at}.ipv6-gateway`} label="IPv6 gateway" context={context} />
          <Setting node={within(node, 'mtu')} path={`${at}.mtu`} label="Largest packet (octets)" context={context} />
        </div>
      </CardBody>
    </Card>
  );
}

function AsItIs({ live }: { live: MachineInterface | undefined }) {
  if (live === undefined) {
    return (
      <Label isCompact status="warning">
        Not in the machine
      </Label>
    );
  }
  return (
    <>
      <Label isCompact status={live.up ? 'success' : 'danger'}>
        {live.up ? 'Up' : 'Down'}
      </Label>
      <span className="subtle figures interface__live">{[live.macAddress, ...live.addresses].filter((word) => word !== '').join('  ')}</span>
    </>
  );
}

function Roles({ node, path, name, context }: { node: Node | undefined; path: string; name: string; context: FormContext }) {
  const roles = wordsOf(valueAt(context.document, path));
  const known = new Set(node?.entry?.choices ?? []);
  return (
    <Setting node={node} path={path} label="Roles" context={context}>
      {(_, change) => (
        <div className="interface__roles" role="group" aria-label={`Roles of ${name}`}>
          {ROLES.filter(({ role }) => known.size === 0 || known.has(role)).map(({ role, label, meaning }) => (
            <span key={role} title={meaning}>
              <Checkbox
                id={`setting-${path}-${role}`}
                label={label}
                isChecked={roles.includes(role)}
                isDisabled={context.isReadOnly}
                onChange={(_event, checked) => change(checked ? [...roles, role] : roles.filter((other) => other !== role))}
              />
            </span>
          ))}
        </div>
      )}
    </Setting>
  );
}
