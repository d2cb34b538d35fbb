package org.sallyport.core.telemetry.alarms;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;

/** The alarms of one process. Thread-safe. */
public final class Alarms {
    private final String source;
    private final Clock clock;
    private final Map<String, Alarm> active = new ConcurrentHashMap<>();
    private final List<Consumer<Alarm>> listeners = new CopyOnWriteArrayList<>();

    public Alarms(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Raises an alarm; while it lasts, raising it again changes nothing. */
    public void raise(String key, Severity severity, String text, String remedy) {
        Alarm alarm = new Alarm(key, severity, source, text, remedy, clock.instant(), null);
        if (active.putIfAbsent(key, alarm) == null) {
            listeners.forEach(listener -> listener.accept(alarm));
        }
    }

    /** Clears an alarm; clearing one that does not last changes nothing. */
    public void clear(String key) {
        Alarm alarm = active.remove(key);
        if (alarm != null) {
            Alarm cleared = new Alarm(
                    key,
                    alarm.severity(),
                    alarm.source(),
                    alarm.text(),
                    alarm.remedy(),
                    alarm.raisedAt(),
                    clock.instant());
            listeners.forEach(listener -> listener.accept(cleared));
        }
    }

    /** What lasts now, worst and newest first. */
    public List<Alarm> active() {
        return active.values().stream()
                .sorted(Comparator.comparing(Alarm::severity)
                        .thenComparing(Comparator.comparing(Alarm::raisedAt).reversed()))
                .toList();
    }

    /** Is told of every alarm raised and cleared, on the thread that does it, until the subscription is closed. */
    public Subscription listen(Consumer<Alarm> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A listener's place. Closing it twice is harmless. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
