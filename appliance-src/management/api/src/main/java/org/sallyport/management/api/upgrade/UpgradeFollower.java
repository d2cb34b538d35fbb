package org.sallyport.management.api.upgrade;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.Verb;
import org.sallyport.management.api.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners how upgrades stand, whenever that changes. It looks while somebody listens, and not otherwise; a machine that does
 * not answer is looked at again. Thread-safe.
 */
final class UpgradeFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeFollower.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Supplier<?> source;
    private final Deadlines deadlines;
    private final List<Consumer<Object>> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Object last;
    private boolean looking;
    private boolean closed;

    /** Of a source whose values tell by equality whether something changed. */
    UpgradeFollower(Supplier<?> source, Deadlines deadlines) {
        this.source = source;
        this.deadlines = deadlines;
    }

    /** Tells a listener the state as soon as it is known, then every change of it; it must not block. */
    synchronized Verb.Subscription listen(Consumer<Object> listener) {
        listeners.add(listener);
        if (last != null) {
            listener.accept(last);
        }
        if (!looking) {
            looking = true;
            deadlines.after("upgrade-events", Duration.ZERO, this::look);
        }
        return () -> listeners.remove(listener);
    }

    private void look() {
        Object now = null;
        try {
            now = source.get();
        } catch (ProblemException | ControlException e) {
            LOG.debug("The upgrade is looked at again: {}", e.getMessage());
        }
        synchronized (this) {
            if (now != null && !now.equals(last)) {
                last = now;
                for (Consumer<Object> listener : listeners) {
                    listener.accept(now);
                }
            }
            looking = !closed && !listeners.isEmpty();
            if (looking) {
                deadlines.after("upgrade-events", INTERVAL, this::look);
            } else {
                last = null;
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
