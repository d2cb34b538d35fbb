package org.sallyport.core.telemetry.logs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;

/** A log event as one line of JSON. */
public final class JsonLines extends Formatter {
    private final String process;

    public JsonLines(String process) {
        this.process = process;
    }

    @Override
    public String format(LogRecord event) {
        return Json.write(new Line(
                        event.getInstant(),
                        event.getLevel().getName(),
                        process,
                        event.getLoggerName(),
                        Thread.currentThread().getName(),
                        formatMessage(event),
                        event.getThrown() == null ? null : stackTrace(event.getThrown())))
                + "\n";
    }

    static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            Instant at,
            String level,
            String process,
            @Nullable String logger,
            String thread,
            String message,
            @Nullable String error) {}
}
