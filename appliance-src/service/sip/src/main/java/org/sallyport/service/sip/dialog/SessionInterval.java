package org.sallyport.service.sip.dialog;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.stack.Messages;

/**
 * The value of Session-Expires (RFC 4028 section 4).
 *
 * @param refresher {@code uac} or {@code uas} of the transaction that carries it; null when left open
 */
public record SessionInterval(Duration interval, @Nullable String refresher) {
    /** Status 422, Session Interval Too Small (section 6). */
    public static final int TOO_SMALL = 422;

    /** The longest time before the end of a session at which it is given up (section 10). */
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(32);

    private static final long MAX_SECONDS = 1L << 31;

    /** The interval a message names; empty when it names none or no number. */
    public static Optional<SessionInterval> of(Message message) {
        String value = Messages.value(message, "Session-Expires");
        if (value == null) {
            return Optional.empty();
        }
        String refresher = null;
        String[] parts = value.split(";", -1);
        for (String part : parts) {
            String parameter = part.strip().toLowerCase(Locale.ROOT);
            if (parameter.equals("refresher=uac") || parameter.equals("refresher=uas")) {
                refresher = parameter.substring("refresher=".length());
            }
        }
        String named = refresher;
        return seconds(parts[0]).map(interval -> new SessionInterval(interval, named));
    }

    /** The smallest interval a message accepts; zero when it does not say (section 5). */
    public static Duration minimum(Message message) {
        String value = Messages.value(message, "Min-SE");
        return value == null ? Duration.ZERO : seconds(value.split(";", 2)[0]).orElse(Duration.ZERO);
    }

    public String value() {
        return interval.toSeconds() + (refresher == null ? "" : ";refresher=" + refresher);
    }

    /** When the refresher refreshes: at half (section 10). */
    public Duration untilRefresh() {
        return interval.dividedBy(2);
    }

    /** When the other side gives the session up (section 10). */
    public Duration untilGivenUp() {
        Duration third = interval.dividedBy(3);
        return interval.minus(third.compareTo(LONGEST_MARGIN) < 0 ? third : LONGEST_MARGIN);
    }

    private static Optional<Duration> seconds(String digits) {
        try {
            long seconds = Long.parseLong(digits.strip());
            return seconds > 0 && seconds < MAX_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
