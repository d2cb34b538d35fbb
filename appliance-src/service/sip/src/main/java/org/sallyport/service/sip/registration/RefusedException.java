package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.Optional;
import javax.sip.header.Header;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.stack.Messages;

/** A REGISTER is not granted. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final transient @Nullable Header header;

    private RefusedException(Refusal refusal, String words, @Nullable Header header) {
        super(words, null, false, false);
        this.refusal = refusal;
        this.header = header;
    }

    /** @param words for the reason phrase, so without line breaks */
    static RefusedException of(Refusal refusal, String words) {
        return new RefusedException(refusal, words, null);
    }

    static RefusedException retryAfter(Refusal refusal, String words, Duration delay) {
        return new RefusedException(
                refusal, words, Messages.header("Retry-After", Long.toString(Math.max(1, delay.toSeconds()))));
    }

    static RefusedException tooBrief(Duration least) {
        return new RefusedException(
                Refusal.TOO_BRIEF,
                "Interval Too Brief",
                Messages.header("Min-Expires", Long.toString(least.toSeconds())));
    }

    Refusal refusal() {
        return refusal;
    }

    String words() {
        return String.valueOf(getMessage());
    }

    /** What goes with it, such as Retry-After. */
    Optional<Header> header() {
        return Optional.ofNullable(header);
    }
}
