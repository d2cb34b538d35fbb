import { Label } from '@patternfly/react-core';
import type { CallServerStatus } from '../../api/types';
import { Ago } from '../../components/When';
import { StatCard } from './LoadCards';

const STATE: Record<CallServerStatus['state'], { label: string; status: 'success' | 'danger' | 'info'; meaning: string }> = {
  NONE: { label: 'None yet', status: 'info', meaning: 'Calls from outside are refused with 503 until one is named.' },
  REACHABLE: { label: 'Reachable', status: 'success', meaning: 'It answers our OPTIONS pings.' },
  UNREACHABLE: { label: 'Unreachable', status: 'danger', meaning: 'Calls from outside are refused with 503 until it answers.' },
  UNKNOWN: { label: 'Being asked', status: 'info', meaning: 'It has not answered yet and is not given up.' },
};

/** The inside neighbour that calls from outside are sent to. */
export function CallServerCard({ server }: { server: CallServerStatus | null }) {
  if (server === null) {
    return (
      <StatCard title="Call server" figure={<Label variant="outline">Not known</Label>} detail="The director does not answer." to="/settings/sip">
        {null}
      </StatCard>
    );
  }
  const { label, status, meaning } = STATE[server.state];
  // Before its first answer there is nothing that it is since then.
  const since = server.state === 'UNKNOWN' ? 'not known yet' : <>since <Ago at={server.since} /></>;
  return (
    <StatCard title="Call server" to="/settings/sip" figure={<Label status={status}>{label}</Label>} detail={since}>
      <p className="call-server__target">{server.target}</p>
      <p className="subtle">{server.detail ?? meaning}</p>
    </StatCard>
  );
}

/** The state of the call server as a label. */
export function CallServerLabel({ server }: { server: CallServerStatus }) {
  const { label, status } = STATE[server.state];
  return <Label status={status} isCompact>{label}</Label>;
}
