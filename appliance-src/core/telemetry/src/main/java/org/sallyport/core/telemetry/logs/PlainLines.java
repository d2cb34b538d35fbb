package org.sallyport.core.telemetry.logs;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A log event as a line for people: local time, level, short logger, message; a stack trace follows. */
public final class PlainLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final String process;

    public PlainLines(String process) {
        this.process = process;
    }

    @Override
    public String format(LogRecord event) {
        String name = event.getLoggerName() == null ? "" : event.getLoggerName();
        String line = String.format(
                "%s %-7s %s %s: %s%n",
                TIME.format(event.getInstant()),
                event.getLevel().getName(),
                process,
                name.substring(name.lastIndexOf('.') + 1),
                formatMessage(event));
        return event.getThrown() == null ? line : line + JsonLines.stackTrace(event.getThrown());
    }
}
