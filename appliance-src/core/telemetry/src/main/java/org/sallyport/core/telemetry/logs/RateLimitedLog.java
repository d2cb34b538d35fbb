package org.sallyport.core.telemetry.logs;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * A log for events that a peer can trigger at will: each kind of event is written at most once an interval, with the
 * number of those left out since. Kinds are a fixed few words of the code, never taken from the peer. Thread-safe.
 */
public final class RateLimitedLog {
    private final Logger log;
    private final InstantSource clock;
    private final Duration interval;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    public RateLimitedLog(Logger log, InstantSource clock, Duration interval) {
        this.log = log;
        this.clock = clock;
        this.interval = interval;
    }

    /** A log of at most one line a kind in ten seconds. */
    public static RateLimitedLog of(Logger log) {
        return new RateLimitedLog(log, InstantSource.system(), Duration.ofSeconds(10));
    }

    /** Writes a warning unless its kind was written less than an interval ago. Control characters become dots. */
    public void warn(String kind, String text) {
        long now = clock.millis();
        Window window = windows.compute(
                kind,
                (_, last) -> last == null || now - last.openedAtMillis >= interval.toMillis()
                        ? new Window(now, last == null ? 0 : last.leftOut, true, 0)
                        : new Window(last.openedAtMillis, 0, false, last.leftOut + 1));
        if (window.opening) {
            String printable = text.replaceAll("\\p{Cntrl}", ".");
            log.warn("{}: {}{}", kind, printable, window.before == 0 ? "" : " (" + window.before + " more left out)");
        }
    }

    private record Window(long openedAtMillis, int before, boolean opening, int leftOut) {}
}
