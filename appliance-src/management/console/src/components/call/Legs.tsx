import { DescriptionList } from '@patternfly/react-core';
import type { CallSnapshot, LegSnapshot } from '../../api/types';
import { Fact } from '../Fact';
import { SIDE } from '../words';

/** The two legs of a call, side by side. */
export function Legs({ call }: { call: CallSnapshot }) {
  return (
    <div className="legs">
      <Leg title="Caller" leg={call.caller} />
      {call.callee === null ? null : <Leg title="Called" leg={call.callee} />}
    </div>
  );
}

function Leg({ title, leg }: { title: string; leg: LegSnapshot }) {
  return (
    <section className="leg">
      <h3>{`${title}, ${SIDE[leg.side].toLowerCase()} side`}</h3>
      <DescriptionList isCompact isHorizontal isFluid>
        <Fact term="Party">{told(leg.party)}</Fact>
        <Fact term="Name">{told(leg.displayName)}</Fact>
        <Fact term="Signalling">{`${leg.transport}, ours ${leg.localAddress}, theirs ${leg.remoteAddress ?? 'not known yet'}`}</Fact>
        <Fact term="Product">{told(leg.userAgent)}</Fact>
        <Fact term="Call-ID">{told(leg.signallingId)}</Fact>
        {leg.held ? <Fact term="Hold">This party has put the other on hold.</Fact> : null}
      </DescriptionList>
    </section>
  );
}

function told(what: string | null) {
  return what ?? <span className="subtle">not told</span>;
}
