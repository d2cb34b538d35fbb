import { Button } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { memo, useCallback, useState } from 'react';
import { Link } from 'react-router-dom';
import type { CallSnapshot } from '../../api/types';
import { useNow } from '../../app/clock';
import { useMay } from '../../app/session';
import { CallStateLabel } from '../../components/call/CallStateLabel';
import { figuresOf, lasted } from '../../components/call/figures';
import { Legs } from '../../components/call/Legs';
import { Party } from '../../components/call/Party';
import { Security } from '../../components/call/Security';
import { Streams } from '../../components/call/Streams';
import { DIRECTION } from '../../components/words';
import { bitRate, percent } from '../../format/quantity';
import { duration } from '../../format/time';

interface LiveCallsTableProps {
  calls: readonly CallSnapshot[];
  onHangUp: (call: CallSnapshot) => void;
}

export function LiveCallsTable({ calls, onHangUp }: LiveCallsTableProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const mayHangUp = useMay('ADMINISTRATOR', 'OPERATOR');
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  return (
    <Table variant="compact" aria-label="Live calls" className="calls">
      <Thead>
        <Tr>
          <Th screenReaderText="Details" className="calls__toggle" />
          <Th className="calls__state">State</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th className="calls__time number">Time</Th>
          <Th className="calls__rate number">Media sent</Th>
          <Th className="calls__loss number">Loss</Th>
          <Th className="calls__security">Security</Th>
          <Th screenReaderText="Actions" className="calls__actions" />
        </Tr>
      </Thead>
      {calls.map((call) => (
        <CallRows key={call.id} call={call} isOpen={open.has(call.id)} onToggle={toggle} onHangUp={mayHangUp ? onHangUp : undefined} />
      ))}
    </Table>
  );
}

interface CallRowsProps {
  call: CallSnapshot;
  isOpen: boolean;
  onToggle: (id: string) => void;
  onHangUp: ((call: CallSnapshot) => void) | undefined;
}

const COLUMNS = 9;

const CallRows = memo(function CallRows({ call, isOpen, onToggle, onHangUp }: CallRowsProps) {
  const figures = figuresOf(call);
  return (
    <Tbody isExpanded={isOpen} data-call={call.id} className={call.state === 'ENDED' ? 'ended' : ''}>
      <Tr>
        <Td expand={{ rowIndex: 0, isExpanded: isOpen, onToggle: () => onToggle(call.id), expandId: `call-${call.id}-` }} />
        <Td dataLabel="State">
          <span className="stacked">
            <span><CallStateLabel call={call} /></span>
            <span className="subtle">{DIRECTION[call.direction]}</span>
          </span>
        </Td>
        <Td dataLabel="From" modifier="truncate"><Party leg={call.caller} /></Td>
        <Td dataLabel="To" modifier="truncate"><Party leg={call.callee} /></Td>
        <Td dataLabel="Time" className="number"><Lasted call={call} /></Td>
        <Td dataLabel="Media sent" className="number">
          <span className="stacked">
            <span title="By the caller">{bitRate(figures.fromCaller)}</span>
            <span className="subtle" title="By the called party">{bitRate(figures.fromCallee)}</span>
          </span>
        </Td>
        <Td dataLabel="Loss" title="The worst of all streams and directions" className={`number ${figures.worstLoss > 0.02 ? 'bad' : ''}`}>{percent(figures.worstLoss)}</Td>
        <Td dataLabel="Security"><Security state={figures.security} /></Td>
        <Td isActionCell dataLabel="Actions">
          <span className="row-actions">
            <Link to={`/calls/${call.id}`}>Ladder</Link>
            {onHangUp === undefined ? null : (
              <Button variant="link" isInline isDanger isDisabled={call.state === 'ENDED'} onClick={() => onHangUp(call)}>
                Hang up
              </Button>
            )}
          </span>
        </Td>
      </Tr>
      {isOpen ? (
        <Tr isExpanded>
          <Td colSpan={COLUMNS}>
            <ExpandableRowContent>
              <Legs call={call} />
              <Streams call={call} />
            </ExpandableRowContent>
          </Td>
        </Tr>
      ) : null}
    </Tbody>
  );
});

/** The only part of a row that changes by the clock. */
function Lasted({ call }: { call: CallSnapshot }) {
  return <>{duration(lasted(call, useNow()))}</>;
}
