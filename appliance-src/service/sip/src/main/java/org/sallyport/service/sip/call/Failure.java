package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.Optional;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;

/**
 * Why a set-up ends without a call.
 *
 * @param status what the caller is told
 * @param retryAfter when it is worth asking again
 */
record Failure(int status, Optional<Duration> retryAfter, Disposition disposition) {
    static Failure of(int status, Outcome outcome, String text) {
        return new Failure(status, Optional.empty(), new Disposition(outcome, status, text));
    }

    Failure retryAfter(Duration delay) {
        return new Failure(status, Optional.of(delay), disposition);
    }
}
