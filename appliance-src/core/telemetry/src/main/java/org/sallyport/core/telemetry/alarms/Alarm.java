package org.sallyport.core.telemetry.alarms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that lasts.
 *
 * @param key stable name of the condition, such as {@code sip.call-server.unreachable}; one alarm a key at a time
 * @param source process that raised it
 * @param text what is wrong, plain words with the values that matter
 * @param remedy what to do
 * @param clearedAt null while it lasts
 */
public record Alarm(
        String key,
        Severity severity,
        String source,
        String text,
        String remedy,
        Instant raisedAt,
        @Nullable Instant clearedAt) {
    /** How bad; ITU-T X.733's words, shortened. */
    public enum Severity {
        CRITICAL,
        WARNING,
        INFORMATION
    }
}
