package org.sallyport.service.sip.call;

import java.time.Duration;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;

/** Ends a call whose media fell silent: a party that vanished sends no BYE. Owned by the call's thread. */
final class MediaWatch {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(100);

    private final Call call;
    private final CallServices services;
    private final Duration limit;

    MediaWatch(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.limit = call.settings().media().inactivityTimeout();
    }

    void start() {
        lookIn(limit);
    }

    private void lookIn(Duration delay) {
        call.after("sip-media", delay.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : delay, this::look);
    }

    private void look() {
        if (call.isEnded()) {
            return;
        }
        Duration silence = call.media().silence();
        if (silence.compareTo(limit) >= 0) {
            services.metrics().expired("media");
            call.hangUpNow(new Disposition(Outcome.EXPIRED, null, "No media came for " + limit.toSeconds() + " s."));
        } else {
            lookIn(limit.minus(silence));
        }
    }
}
