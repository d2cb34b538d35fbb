import { Label } from '@patternfly/react-core';
import { LockIcon, LockOpenIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { CallSnapshot, StreamEnd, StreamSnapshot } from '../../api/types';
import { bitRate, count, lossShare, millis, percent } from '../../format/quantity';
import { SIDE } from '../words';

/** Every stream of a call, one row for what each side sends. */
export function Streams({ call }: { call: CallSnapshot }) {
  if (call.streams.length === 0) return <p className="subtle">No media was agreed{call.state === 'ENDED' ? '' : ' yet'}.</p>;
  const isOver = call.state === 'ENDED';
  return (
    <Table variant="compact" borders={false} aria-label="Streams" className="streams">
      <Thead>
        <Tr>
          <Th>Stream</Th>
          <Th>From</Th>
          <Th>Codec</Th>
          <Th>Our port</Th>
          <Th>Their address</Th>
          <Th className="number">{isOver ? 'Packets' : 'Bit rate'}</Th>
          <Th className="number">Loss</Th>
          <Th className="number">Jitter</Th>
          <Th className="number">Round trip</Th>
          <Th className="number">Refused</Th>
        </Tr>
      </Thead>
      {call.streams.map((stream) => (
        <Tbody key={stream.index}>
          {stream.ends.map((end, position) => (
            <End key={end.side} stream={stream} end={end} isFirst={position === 0} isOver={isOver} />
          ))}
        </Tbody>
      ))}
    </Table>
  );
}

interface EndProps {
  stream: StreamSnapshot;
  end: StreamEnd;
  isFirst: boolean;
  isOver: boolean;
}

function End({ stream, end, isFirst, isOver }: EndProps) {
  const { received } = end;
  const loss = lossShare(received.packets, received.lost);
  return (
    <Tr className={isFirst ? 'streams__first' : ''}>
      {isFirst ? (
        <Td rowSpan={stream.ends.length} dataLabel="Stream">
          <strong>{stream.media}</strong>
          {stream.content === null ? null : ` ${stream.content}`}
          <br />
          <Label
            isCompact
            variant="outline"
            color={stream.encrypted ? 'green' : 'grey'}
            icon={stream.encrypted ? <LockIcon /> : <LockOpenIcon />}
            title={stream.encrypted ? 'Encrypted on the wire, on both sides' : 'In clear on the wire, on both sides'}
          >
            {stream.protocol}
          </Label>
        </Td>
      ) : null}
      <Td dataLabel="From">{SIDE[end.side]}</Td>
      <Td dataLabel="Codec">{end.codec ?? <span className="subtle">none yet</span>}</Td>
      <Td dataLabel="Our port" className="figures">
        {end.localAddress}
        <ByKernel end={end} />
      </Td>
      <Td dataLabel="Their address" className="figures">
        <TheirAddress end={end} />
      </Td>
      <Td dataLabel="Bit rate" className="number">{isOver ? count(received.packets) : bitRate(received.bitsPerSecond)}</Td>
      <Td dataLabel="Loss" className={`number ${loss > 0.02 ? 'bad' : ''}`} title={`${count(received.lost)} of ${count(received.packets + received.lost)} packets`}>
        {percent(loss)}
      </Td>
      <Td dataLabel="Jitter" className="number">{millis(received.jitterMillis)}</Td>
      <Td dataLabel="Round trip" className="number">{received.roundTripMillis === null ? <span className="subtle">-</span> : millis(received.roundTripMillis)}</Td>
      <Td dataLabel="Refused" className="number" title="Packets refused: foreign source or malformed">{count(received.discarded)}</Td>
    </Tr>
  );
}

/** Shown beside our port, for either way is normal; the reason is for those who ask. */
function ByKernel({ end }: { end: StreamEnd }) {
  const { forwarding } = end;
  if (forwarding === null) return null;
  const isKernel = forwarding.by === 'KERNEL';
  return (
    <span className="subtle" title={`Forwarded by ${isKernel ? 'the kernel' : 'the relay'}: ${forwarding.reason}`}>
      {isKernel ? ' (kernel)' : ' (relay)'}
    </span>
  );
}

function TheirAddress({ end }: { end: StreamEnd }) {
  if (end.latchedAddress === null) {
    return <span className="subtle" title="Where the party asked for media; nothing came from it yet">{end.signalledAddress ?? 'not told'}</span>;
  }
  const behindNat = end.signalledAddress !== null && end.signalledAddress !== end.latchedAddress;
  return (
    <span title={behindNat ? `Signalled as ${end.signalledAddress}; its media comes from ${end.latchedAddress}` : 'Signalled, and where its media comes from'}>
      {end.latchedAddress}
      {behindNat ? <span className="subtle"> (NAT)</span> : null}
    </span>
  );
}
