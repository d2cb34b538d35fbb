import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router-dom';
import type { CallSnapshot } from '../../api/types';
import { useNow } from '../../app/clock';
import { CallStateLabel } from '../../components/call/CallStateLabel';
import { figuresOf, lasted } from '../../components/call/figures';
import { Party } from '../../components/call/Party';
import { HowToCall } from '../../components/HowToCall';
import { bitRate } from '../../format/quantity';
import { duration } from '../../format/time';

const SHOWN = 6;

/** The newest calls in progress. */
export function RecentCalls({ calls, isKnown }: { calls: ReadonlyMap<string, CallSnapshot>; isKnown: boolean }) {
  const now = useNow();
  const newest = [...calls.values()].sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt)).slice(0, SHOWN);
  return (
    <Card isCompact isFullHeight>
      <CardTitle component="h2">
        <Link to="/calls">Newest calls</Link>
      </CardTitle>
      <CardBody>
        {newest.length === 0 ? (
          isKnown ? <HowToCall /> : <p className="subtle">Waiting for the system to tell its calls.</p>
        ) : (
          <Table variant="compact" borders={false} aria-label="Newest calls" className="newest">
            <Thead>
              <Tr>
                <Th className="newest__state">State</Th>
                <Th>From</Th>
                <Th>To</Th>
                <Th className="newest__time number">Time</Th>
                <Th className="newest__media number">Media</Th>
              </Tr>
            </Thead>
            <Tbody>
              {newest.map((call) => {
                const figures = figuresOf(call);
                return (
                  <Tr key={call.id} className={call.state === 'ENDED' ? 'ended' : ''}>
                    <Td>
                      <Link to={`/calls/${call.id}`} aria-label="Open the call">
                        <CallStateLabel call={call} />
                      </Link>
                    </Td>
                    <Td modifier="truncate"><Party leg={call.caller} /></Td>
                    <Td modifier="truncate"><Party leg={call.callee} /></Td>
                    <Td className="number">{duration(lasted(call, now))}</Td>
                    <Td className="number">{bitRate(figures.fromCaller + figures.fromCallee)}</Td>
                  </Tr>
                );
              })}
            </Tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
