package org.sallyport.media.ports;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The ports of a range, each free, in use or resting. Handed out in random order (RFC 6056 section 3.1): a port that can
 * be foretold can be sprayed. Thread-safe; times are {@link System#nanoTime}.
 */
public final class PortPool {
    private final SecureRandom random = new SecureRandom();
    private final int step;
    private final List<Integer> free = new ArrayList<>();
    private final Set<Integer> inUse = new HashSet<>();
    private final PriorityQueue<Resting> resting = new PriorityQueue<>();
    private int first;
    private int last = -1;

    /**
     * A pool of no ports yet.
     *
     * @param step 1 for single ports, 2 for pairs named by their even port
     */
    public PortPool(int step) {
        this.step = step;
    }

    private record Resting(int port, long untilNanos) implements Comparable<Resting> {
        @Override
        public int compareTo(Resting other) {
            return Long.signum(untilNanos - other.untilNanos);
        }
    }

    /** Moves to another range. Ports outside it that are in use leave the pool when they come back. */
    public synchronized void range(int newFirst, int newLast) {
        if (newFirst == first && newLast == last) {
            return;
        }
        first = newFirst;
        last = newLast;
        resting.removeIf(port -> !inRange(port.port()));
        Set<Integer> taken = new HashSet<>(inUse);
        resting.forEach(port -> taken.add(port.port()));
        free.clear();
        for (int port = first + (first % step); inRange(port); port += step) {
            if (!taken.contains(port)) {
                free.add(port);
            }
        }
    }

    private boolean inRange(int port) {
        return port >= first && port + step - 1 <= last;
    }

    /** Takes a free port; empty when all are in use or resting. */
    public synchronized OptionalInt take(long nowNanos) {
        wake(nowNanos);
        if (free.isEmpty()) {
            return OptionalInt.empty();
        }
        int index = random.nextInt(free.size());
        int port = free.set(index, free.getLast());
        free.removeLast();
        inUse.add(port);
        return OptionalInt.of(port);
    }

    /** Puts back a port that carried nothing; it is free at once. */
    public synchronized void putBack(int port) {
        if (inUse.remove(port) && inRange(port)) {
            free.add(port);
        }
    }

    /** Puts back a port that must not be used before a time. */
    public synchronized void rest(int port, long untilNanos) {
        if (inUse.remove(port) && inRange(port)) {
            resting.add(new Resting(port, untilNanos));
        }
    }

    /** Ports that can be taken now. */
    public synchronized int free(long nowNanos) {
        wake(nowNanos);
        return free.size();
    }

    public synchronized int inUse() {
        return inUse.size();
    }

    public synchronized int resting() {
        return resting.size();
    }

    private void wake(long nowNanos) {
        for (Resting next = resting.peek(); next != null && next.untilNanos() - nowNanos <= 0; next = resting.peek()) {
            free.add(resting.remove().port());
        }
    }
}
