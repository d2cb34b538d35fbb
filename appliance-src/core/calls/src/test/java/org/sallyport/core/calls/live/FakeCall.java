package org.sallyport.core.calls.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;

/** A call that does as it is told. */
public final class FakeCall implements LiveCall {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private volatile CallSnapshot snapshot;
    private volatile @Nullable Disposition hungUp;

    public FakeCall(Side caller) {
        this.snapshot = snapshot(caller, CallState.SETUP, 1);
    }

    public static CallSnapshot snapshot(Side caller, CallState state, long version) {
        return new CallSnapshot(
                CallId.random(),
                version,
                SignallingProtocol.SIP,
                CallDirection.from(caller),
                state,
                START,
                null,
                null,
                null,
                leg(caller, "sip:alice@example.com", "198.51.100.7:5060"),
                leg(caller.opposite(), "sip:room@example.net", "10.1.1.9:5060"),
                List.of());
    }

    public static LegSnapshot leg(Side side, String party, String remote) {
        return new LegSnapshot(side, party, null, "UDP", "192.0.2.1:5060", remote, "call-1", "test", false);
    }

    @Override
    public CallId id() {
        return snapshot.id();
    }

    @Override
    public CallSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public List<LadderEvent> ladder() {
        return List.of(new LadderEvent(START, LadderEvent.Party.CALLER, false, "INVITE", "INVITE sip:room SIP/2.0"));
    }

    @Override
    public void hangUp(Disposition disposition) {
        hungUp = disposition;
    }

    public @Nullable Disposition hungUp() {
        return hungUp;
    }

    public void state(CallState state) {
        snapshot = with(state, snapshot.version() + 1, List.of());
    }

    public void becomes(CallSnapshot other) {
        snapshot = other;
    }

    public void endedBy(Disposition.Outcome outcome) {
        state(CallState.CONNECTED);
        snapshot = snapshot.endedWith(new Disposition(outcome, 200, "The caller hung up."), START.plusSeconds(60));
    }

    /** Statistics move without the call having changed. */
    public void receives(long bitsPerSecond) {
        FlowStatistics flow = new FlowStatistics(1, 160, 0, 0, null, bitsPerSecond, 0);
        StreamSnapshot.StreamEnd end =
                new StreamSnapshot.StreamEnd(Side.EXTERNAL, "192.0.2.1:50000", null, null, "PCMU/8000", null, flow);
        snapshot = with(
                snapshot.state(),
                snapshot.version(),
                List.of(new StreamSnapshot(0, "audio", "RTP/AVP", null, false, List.of(end))));
    }

    private CallSnapshot with(CallState state, long version, List<StreamSnapshot> streams) {
        CallSnapshot now = snapshot;
        return new CallSnapshot(
                now.id(),
                version,
                now.protocol(),
                now.direction(),
                state,
                now.startedAt(),
                now.answeredAt(),
                now.endedAt(),
                now.disposition(),
                now.caller(),
                now.callee(),
                streams);
    }
}
