package org.sallyport.core.calls.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * The last call of a page, from which the next page goes on; calls that begin meanwhile do not shift it.
 *
 * @param startedMicros its start, microseconds since 1970
 * @param id its identifier, which orders calls of the same start
 */
record PageToken(long startedMicros, String id) {
    private static final Pattern FORM = Pattern.compile("(-?\\d{1,18})\\.([0-9A-Za-z-]{1,64})");

    /** @throws InvalidInputException when it is none of ours */
    static PageToken parse(String token) {
        Matcher form = FORM.matcher(decoded(token));
        if (!form.matches()) {
            throw new InvalidInputException(new Problem(
                    "pageToken",
                    token,
                    "This is no page token of the history.",
                    "Use nextPageToken of the page before, or none for the first page."));
        }
        return new PageToken(Long.parseLong(form.group(1)), form.group(2));
    }

    Instant startedAt() {
        return Instant.EPOCH.plus(startedMicros, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        byte[] text = (startedMicros + "." + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
