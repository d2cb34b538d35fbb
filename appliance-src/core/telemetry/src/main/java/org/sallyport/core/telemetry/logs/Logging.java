package org.sallyport.core.telemetry.logs;

import java.util.List;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Sets the logs of a process up: everything goes to standard error, one line an event. System properties decide:
 * {@code sallyport.log.format} is {@code plain} (default) or {@code json}, {@code sallyport.log.level} a level of
 * java.util.logging for our own packages (INFO).
 */
public final class Logging {
    /** Chatty at INFO about what nobody can act on. */
    private static final List<String> QUIET = List.of("io.helidon", "liquibase", "io.netty");

    /** They warn, with pages of stack, of what our own alarms say, or of nothing at all. */
    private static final List<String> SILENT = List.of("com.zaxxer.hikari", "io.netty.util.internal.MacAddressUtil");

    /** Held, because java.util.logging forgets the levels of loggers that nobody holds. */
    private static final List<Logger> HELD = Stream.of(QUIET, SILENT, List.of("org.sallyport", ""))
            .flatMap(List::stream)
            .map(Logger::getLogger)
            .toList();

    private Logging() {}

    /**
     * Replaces whatever was set up before.
     *
     * @throws IllegalArgumentException when a property holds no valid value
     */
    public static void start(String process) {
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        handler.setFormatter(formatter(process));
        Level level =
                Level.parse(System.getProperty("sallyport.log.level", "INFO").toUpperCase(Locale.ROOT));
        for (Logger logger : HELD) {
            String name = logger.getName();
            logger.setLevel(levelOf(name, level));
            if (name.isEmpty()) {
                logger.addHandler(handler);
            }
        }
    }

    private static Level levelOf(String name, Level ours) {
        if (SILENT.contains(name)) {
            return Level.SEVERE;
        }
        return QUIET.contains(name) ? Level.WARNING : name.isEmpty() ? Level.INFO : ours;
    }

    private static Formatter formatter(String process) {
        String format = System.getProperty("sallyport.log.format", "plain");
        return switch (format) {
            case "plain" -> new PlainLines(process);
            case "json" -> new JsonLines(process);
            default -> throw new IllegalArgumentException("sallyport.log.format is neither plain nor json: " + format);
        };
    }
}
