package org.sallyport.service.sip.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one key one after the other in the order given, those of different keys at once. The key of a message
 * is its Call-ID, so that one busy trunk connection does not hold one call up for another. Thread-safe.
 */
final class SerialLanes {
    private static final Logger LOG = LoggerFactory.getLogger(SerialLanes.class);

    private final Map<String, Deque<Runnable>> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger inHand = new AtomicInteger();
    private final Executor executor;
    private final int maxInHand;

    SerialLanes(Executor executor, int maxInHand) {
        this.executor = executor;
        this.maxInHand = maxInHand;
    }

    /** Takes a task; false when too many are in hand already. */
    boolean offer(String key, Runnable task) {
        if (inHand.incrementAndGet() > maxInHand) {
            inHand.decrementAndGet();
            return false;
        }
        boolean[] first = {false};
        lanes.compute(key, (_, lane) -> {
            first[0] = lane == null;
            Deque<Runnable> open = lane == null ? new ArrayDeque<>(2) : lane;
            open.add(task);
            return open;
        });
        if (first[0]) {
            executor.execute(() -> drain(key));
        }
        return true;
    }

    int inHand() {
        return inHand.get();
    }

    private void drain(String key) {
        for (Runnable task = next(key); task != null; task = next(key)) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a SIP message could not be handled", e);
            } finally {
                inHand.decrementAndGet();
            }
        }
    }

    private @Nullable Runnable next(String key) {
        AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
        lanes.computeIfPresent(key, (_, lane) -> {
            next.set(lane.poll());
            return next.get() == null ? null : lane;
        });
        return next.get();
    }
}
