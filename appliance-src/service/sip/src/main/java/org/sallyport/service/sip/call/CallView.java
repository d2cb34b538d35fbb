package org.sallyport.service.sip.call;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.calls.live.StreamSnapshot;

/** How a call looks from outside. Written by the call's thread, read by any. */
final class CallView {
    private final CallId id;
    private final Clock clock;
    private volatile CallSnapshot latest;

    CallView(CallId id, Clock clock, Side callerSide, LegSnapshot caller) {
        this.id = id;
        this.clock = clock;
        this.latest = new CallSnapshot(
                id,
                1,
                SignallingProtocol.SIP,
                CallDirection.from(callerSide),
                CallState.SETUP,
                clock.instant(),
                null,
                null,
                null,
                caller,
                null,
                List.of());
    }

    CallSnapshot latest() {
        return latest;
    }

    CallSnapshot with(List<StreamSnapshot> streams) {
        CallSnapshot now = latest;
        return new CallSnapshot(
                id,
                now.version(),
                now.protocol(),
                now.direction(),
                now.state(),
                now.startedAt(),
                now.answeredAt(),
                now.endedAt(),
                now.disposition(),
                now.caller(),
                now.callee(),
                streams);
    }

    boolean isEnded() {
        return latest.state() == CallState.ENDED;
    }

    void legs(LegSnapshot caller, @Nullable LegSnapshot callee) {
        write(latest.state(), latest.answeredAt(), latest.endedAt(), latest.disposition(), caller, callee, List.of());
    }

    void alerting() {
        if (latest.state() == CallState.SETUP) {
            state(CallState.ALERTING, null);
        }
    }

    void connected() {
        state(CallState.CONNECTED, clock.instant());
    }

    void ended(Disposition disposition, List<StreamSnapshot> streams) {
        write(
                CallState.ENDED,
                latest.answeredAt(),
                clock.instant(),
                disposition,
                latest.caller(),
                latest.callee(),
                streams);
    }

    private void state(CallState state, @Nullable Instant answeredAt) {
        write(state, answeredAt, null, null, latest.caller(), latest.callee(), List.of());
    }

    private void write(
            CallState state,
            @Nullable Instant answeredAt,
            @Nullable Instant endedAt,
            @Nullable Disposition disposition,
            LegSnapshot caller,
            @Nullable LegSnapshot callee,
            List<StreamSnapshot> streams) {
        latest = new CallSnapshot(
                id,
                latest.version() + 1,
                SignallingProtocol.SIP,
                latest.direction(),
                state,
                latest.startedAt(),
                answeredAt,
                endedAt,
                disposition,
                caller,
                callee,
                streams);
    }
}
