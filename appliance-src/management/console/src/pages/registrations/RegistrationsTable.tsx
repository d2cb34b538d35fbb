import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Registration } from '../../api/types';
import { useNow } from '../../app/clock';
import { partyName } from '../../components/call/figures';
import { Ago } from '../../components/When';
import { absolute, duration } from '../../format/time';
import { STATE } from './words';

const COLOR = { ACTIVE: 'green', UNREACHABLE: 'orange' } as const;

interface RegistrationsTableProps {
  registrations: readonly Registration[];
  onEnd: ((registration: Registration) => void) | undefined;
}

export function RegistrationsTable({ registrations, onEnd }: RegistrationsTableProps) {
  return (
    <Table variant="compact" aria-label="Registrations" className="registrations">
      <Thead>
        <Tr>
          <Th className="registrations__state">State</Th>
          <Th>Alias and device</Th>
          <Th>Address, and the device&apos;s own</Th>
          <Th className="registrations__transport">Transport</Th>
          <Th className="registrations__time">Since</Th>
          <Th className="registrations__time">Refreshed</Th>
          <Th className="registrations__left number">Expires</Th>
          <Th screenReaderText="Actions" className="registrations__actions" />
        </Tr>
      </Thead>
      <Tbody>
        {registrations.map((registration) => (
          <Tr key={registration.id} data-registration={registration.id}>
            <Td dataLabel="State"><Label isCompact color={COLOR[registration.state]}>{STATE[registration.state]}</Label></Td>
            <Td dataLabel="Alias and device">
              <span className="stacked clipped">
                <span title={registration.alias}>{partyName(registration.alias)}</span>
                <span className="subtle" title={registration.userAgent ?? ''}>{registration.userAgent ?? 'does not say what it is'}</span>
              </span>
            </Td>
            <Td dataLabel="Address">
              <span className="stacked clipped figures">
                <span title={`Where its messages come from: ${registration.remoteAddress}`}>{registration.remoteAddress}</span>
                <span className="subtle" title={`Where the device says that it is: ${registration.contact}`}>{partyName(registration.contact)}</span>
              </span>
            </Td>
            <Td dataLabel="Transport" title={`Listener ${registration.listener}`}>{registration.transport}</Td>
            <Td dataLabel="Since"><Ago at={registration.since} /></Td>
            <Td dataLabel="Refreshed"><Ago at={registration.refreshedAt} /></Td>
            <Td dataLabel="Expires" className="number"><Left registration={registration} /></Td>
            <Td isActionCell dataLabel="Actions">
              {onEnd === undefined ? null : (
                <Button variant="link" isInline isDanger onClick={() => onEnd(registration)}>
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

/** The only part of a row that changes by the clock. */
function Left({ registration }: { registration: Registration }) {
  const now = useNow();
  const left = (at: string) => duration(Date.parse(at) - now.getTime());
  return (
    <time dateTime={registration.expiresAt} title={`${absolute(new Date(registration.expiresAt))}; inside in ${left(registration.insideExpiresAt)}`}>
      {`in ${left(registration.expiresAt)}`}
    </time>
  );
}
