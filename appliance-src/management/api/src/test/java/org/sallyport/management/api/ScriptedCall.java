package org.sallyport.management.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.LiveCall;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.live.StreamSnapshot;

/** A call that does what the test says. */
final class ScriptedCall implements LiveCall {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final CompletableFuture<Disposition> hungUp = new CompletableFuture<>();
    private final CallId id = CallId.random();
    private final String caller;
    private volatile CallState state = CallState.CONNECTED;

    ScriptedCall(String caller) {
        this.caller = caller;
    }

    void over() {
        state = CallState.ENDED;
    }

    @Override
    public CallId id() {
        return id;
    }

    @Override
    public CallSnapshot snapshot() {
        @Nullable
        Disposition disposition = state == CallState.ENDED
                ? new Disposition(Disposition.Outcome.COMPLETED, 200, "The caller hung up.")
                : null;
        return new CallSnapshot(
                id,
                1,
                SignallingProtocol.SIP,
                CallDirection.INBOUND,
                state,
                START,
                START.plusSeconds(2),
                state == CallState.ENDED ? START.plusSeconds(62) : null,
                disposition,
                leg(Side.EXTERNAL, caller, "203.0.113.9:5060"),
                leg(Side.INTERNAL, "sip:room@example.com", "10.0.0.9:5060"),
                List.of(new StreamSnapshot(
                        0,
                        "audio",
                        "RTP/AVP",
                        null,
                        false,
                        List.of(new StreamSnapshot.StreamEnd(
                                Side.EXTERNAL,
                                "192.0.2.1:30000",
                                "203.0.113.9:4000",
                                null,
                                "PCMU/8000",
                                Forwarding.byRelay("few packets come, or none"),
                                new FlowStatistics(50, 8600, 1, 0.5, 12.0, 64_000, 0))))));
    }

    private static LegSnapshot leg(Side side, String party, String remote) {
        return new LegSnapshot(side, party, null, "UDP", "192.0.2.1:5060", remote, "1@x", "tester", false);
    }

    @Override
    public List<LadderEvent> ladder() {
        return List.of(new LadderEvent(START, LadderEvent.Party.CALLER, false, "INVITE", "INVITE sip:a@b SIP/2.0\r\n"));
    }

    @Override
    public void hangUp(Disposition disposition) {
        hungUp.complete(disposition);
    }
}
