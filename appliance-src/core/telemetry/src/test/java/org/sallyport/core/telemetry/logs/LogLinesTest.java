package org.sallyport.core.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.sallyport.base.json.Json;

final class LogLinesTest {

    @Test
    void writesEventAsOneLineOfJson() throws Exception {
        String line = new JsonLines("director").format(event("one\ntwo \"three\""));
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode event = Json.MAPPER.readTree(line);
        assertThat(event.get("at").textValue()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(event.get("level").textValue()).isEqualTo("WARNING");
        assertThat(event.get("process").textValue()).isEqualTo("director");
        assertThat(event.get("message").textValue()).isEqualTo("one\ntwo \"three\"");
        assertThat(event.has("error")).isFalse();
    }

    @Test
    void keepsStackTraceInsideTheLine() {
        LogRecord event = event("failed");
        event.setThrown(new IllegalStateException("broken"));
        assertThat(new JsonLines("director").format(event)).hasLineCount(1).contains("IllegalStateException: broken");
    }

    @Test
    void namesShortLoggerForPeople() {
        assertThat(new PlainLines("director").format(event("hello"))).contains("WARNING director Relay: hello");
    }

    private static LogRecord event(String message) {
        LogRecord event = new LogRecord(Level.WARNING, message);
        event.setLoggerName("org.sallyport.media.Relay");
        event.setInstant(Instant.parse("2026-03-01T10:00:00Z"));
        return event;
    }
}
