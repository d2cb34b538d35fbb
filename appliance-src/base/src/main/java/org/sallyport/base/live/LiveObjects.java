package org.sallyport.base.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Counts what lives: dialogs, relays, sessions, sockets. Thread-safe. */
public final class LiveObjects {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one more object of a type, until its token is ended. */
    public Token begin(String type) {
        LongAdder count = counts.computeIfAbsent(type, _ -> new LongAdder());
        count.increment();
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                count.decrement();
            }
        };
    }

    /** Objects alive now, by type, in the order of the types' names. */
    public Map<String, Long> counts() {
        Map<String, Long> now = new TreeMap<>();
        counts.forEach((type, count) -> now.put(type, count.sum()));
        return now;
    }

    /** One counted object. Ending it twice counts once. */
    @FunctionalInterface
    public interface Token {
        void end();
    }
}
