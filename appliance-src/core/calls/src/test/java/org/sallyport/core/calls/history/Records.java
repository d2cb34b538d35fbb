package org.sallyport.core.calls.history;

import java.time.Instant;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.live.StreamSnapshot;

/** Records of calls that are over. */
final class Records {
    static final String OUTSIDE = "2001:db8::7";
    static final String INSIDE = "10.1.1.9";

    private Records() {}

    static CallDetailRecord ended(Instant start) {
        return with(start, CallDirection.INBOUND, Outcome.COMPLETED, "sip:alice@example.com");
    }

    static CallDetailRecord with(Instant start, CallDirection direction, Outcome outcome, String caller) {
        boolean inbound = direction == CallDirection.INBOUND;
        LegSnapshot outside = leg(Side.EXTERNAL, inbound ? caller : "sip:far@example.org", "[" + OUTSIDE + "]:5060");
        LegSnapshot inside = leg(Side.INTERNAL, inbound ? "sip:room@example.net" : caller, INSIDE + ":5060");
        FlowStatistics flow = new FlowStatistics(10, 1_600, 1, 2.5, 20.0, 64_000, 0);
        StreamSnapshot.StreamEnd end =
                new StreamSnapshot.StreamEnd(Side.EXTERNAL, "192.0.2.1:50000", null, null, "PCMU/8000", null, flow);
        CallSnapshot call = new CallSnapshot(
                CallId.random(),
                7,
                SignallingProtocol.SIP,
                direction,
                CallState.ENDED,
                start,
                start.plusSeconds(2),
                start.plusSeconds(60),
                new Disposition(outcome, 200, "The caller hung up."),
                inbound ? outside : inside,
                inbound ? inside : outside,
                List.of(new StreamSnapshot(0, "audio", "RTP/AVP", null, false, List.of(end))));
        LadderEvent invite =
                new LadderEvent(start, LadderEvent.Party.CALLER, false, "INVITE", "INVITE sip:room\r\n\"x\"");
        return new CallDetailRecord(call, List.of(invite));
    }

    private static LegSnapshot leg(Side side, String party, String remote) {
        return new LegSnapshot(side, party, "Name", "UDP", "192.0.2.1:5060", remote, "call-1", null, false);
    }
}
