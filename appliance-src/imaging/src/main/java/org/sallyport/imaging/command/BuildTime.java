package org.sallyport.imaging.command;

import java.time.Instant;
import java.util.Map;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** The time that files bear inside archives: that of the sources, so that two builds of them are the same. */
final class BuildTime {
    private static final String VARIABLE = "SOURCE_DATE_EPOCH";
    private static final Instant WITHOUT = Instant.parse("2026-01-01T00:00:00Z");

    /** What ZIP can hold. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private BuildTime() {}

    static Instant of(Map<String, String> environment) {
        String text = environment.get(VARIABLE);
        if (text == null || text.isEmpty()) {
            return WITHOUT;
        }
        try {
            Instant time = Instant.ofEpochSecond(Long.parseLong(text));
            if (!time.isBefore(EARLIEST)) {
                return time;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number out of range
        }
        throw new InvalidInputException(new Problem(
                VARIABLE,
                text,
                "No number of seconds since 1970, from 1980 on.",
                "Set it to that of git log -1 --format=%ct."));
    }
}
