package org.sallyport.core.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RateLimitedLogTest {
    private final Lines lines = new Lines();
    private Instant now = Instant.EPOCH;
    private final RateLimitedLog log = new RateLimitedLog(lines, () -> now, Duration.ofSeconds(10));

    @Test
    void writesOneLineAKindInAnInterval() {
        log.warn("malformed", "first");
        log.warn("malformed", "second");
        log.warn("oversized", "third");

        assertThat(lines.written).containsExactly("malformed: first", "oversized: third");
    }

    @Test
    void saysHowManyWereLeftOut() {
        log.warn("malformed", "first");
        log.warn("malformed", "second");
        log.warn("malformed", "third");
        now = now.plusSeconds(10);
        log.warn("malformed", "fourth");

        assertThat(lines.written).containsExactly("malformed: first", "malformed: fourth (2 more left out)");
    }

    @Test
    void keepsPeersFromForgingLines() {
        log.warn("malformed", "INVITE\r\nforged");

        assertThat(lines.written).containsExactly("malformed: INVITE..forged");
    }

    private static final class Lines extends AbstractLogger {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<String> written = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String format,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            written.add(MessageFormatter.basicArrayFormat(format, arguments));
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return true;
        }
    }
}
