import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { TurnAllocation } from '../../api/types';
import { useNow } from '../../app/clock';
import { count, size } from '../../format/quantity';
import { absolute, duration, uptime } from '../../format/time';

interface AllocationsTableProps {
  allocations: readonly TurnAllocation[];
  onEnd: ((allocation: TurnAllocation) => void) | undefined;
}

export function AllocationsTable({ allocations, onEnd }: AllocationsTableProps) {
  return (
    <Table variant="compact" aria-label="TURN allocations" className="allocations">
      <Thead>
        <Tr>
          <Th>User and realm</Th>
          <Th>Client, server</Th>
          <Th>Relayed</Th>
          <Th className="allocations__time">Age, expires</Th>
          <Th className="allocations__peers">Permissions, channels</Th>
          <Th className="allocations__data number">To peers, to client</Th>
          <Th screenReaderText="Actions" className="allocations__actions" />
        </Tr>
      </Thead>
      <Tbody>
        {allocations.map((allocation) => (
          <Tr key={allocation.id} data-allocation={allocation.id}>
            <Td dataLabel="User and realm">
              <span className="stacked clipped" title={`${allocation.user}, allocation ${allocation.id}`}>
                <span>{nameOf(allocation.user)}</span>
                <span className="subtle">{allocation.realm}</span>
              </span>
            </Td>
            <Td dataLabel="Client, server">
              <span className="stacked clipped figures">
                <span title={allocation.client}>{allocation.client}</span>
                <span className="subtle" title={`${allocation.server}, listener ${allocation.listener}`}>{`${allocation.transport} ${allocation.server}`}</span>
              </span>
            </Td>
            <Td dataLabel="Relayed">
              <span className="stacked clipped figures">
                {allocation.relayed.map((address) => (
                  <span key={address} title={address}>{address}</span>
                ))}
              </span>
            </Td>
            <Td dataLabel="Age, expires"><Ages allocation={allocation} /></Td>
            <Td dataLabel="Permissions, channels" className="figures">
              {count(allocation.permissions)}, {count(allocation.channels)}
            </Td>
            <Td dataLabel="To peers, to client" className="number">
              <span className="stacked">
                <span title={`${count(allocation.packetsFromClient)} packets`}>{size(allocation.octetsFromClient)}</span>
                <span title={`${count(allocation.packetsFromPeers)} packets`}>{size(allocation.octetsFromPeers)}</span>
              </span>
            </Td>
            <Td isActionCell dataLabel="Actions">
              {onEnd === undefined ? null : (
                <Button variant="link" isInline isDanger onClick={() => onEnd(allocation)}>
                  End
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Names that were made for a time begin with its end (the TURN REST convention). */
function nameOf(user: string): string {
  return user.replace(/^\d{1,12}:(?=.)/, '');
}

/** The only part of a row that changes by the clock. */
function Ages({ allocation }: { allocation: TurnAllocation }) {
  const now = useNow().getTime();
  return (
    <span className="stacked figures">
      <time dateTime={allocation.since} title={absolute(new Date(allocation.since))}>{uptime(now - Date.parse(allocation.since))}</time>
      <time dateTime={allocation.expiresAt} title={absolute(new Date(allocation.expiresAt))} className="subtle">{`in ${duration(Date.parse(allocation.expiresAt) - now)}`}</time>
    </span>
  );
}
