package org.sallyport.service.sip.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;

/**
 * Sends again what only an acknowledgement stops: a 2xx to INVITE (RFC 3261 section 13.3.1.4), a reliable provisional
 * response (RFC 3262 section 3). Owned by the call's thread.
 */
final class Retransmission {
    private final Call call;
    private final SipTimers timers;
    private final boolean capped;
    private final Runnable send;
    private final Runnable giveUp;
    private Duration interval;
    private @Nullable Deadline next;
    private @Nullable Deadline end;

    /**
     * @param capped whether the interval stops growing at T2, as for a 2xx
     * @param giveUp run when 64*T1 passed without {@link #stop}
     */
    Retransmission(Call call, SipTimers timers, boolean capped, Runnable send, Runnable giveUp) {
        this.call = call;
        this.timers = timers;
        this.capped = capped;
        this.send = send;
        this.giveUp = giveUp;
        this.interval = timers.t1();
    }

    void start() {
        end = call.after("sip-retransmission-end", timers.giveUp(), () -> {
            stop();
            giveUp.run();
        });
        next = call.after("sip-retransmission", interval, this::again);
    }

    void stop() {
        if (end != null && next != null) {
            end.cancel();
            next.cancel();
        }
    }

    private void again() {
        send.run();
        Duration doubled = interval.multipliedBy(2);
        interval = capped && doubled.compareTo(timers.t2()) > 0 ? timers.t2() : doubled;
        next = call.after("sip-retransmission", interval, this::again);
    }
}
