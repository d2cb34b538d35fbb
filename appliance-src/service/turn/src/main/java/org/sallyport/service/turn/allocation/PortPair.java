package org.sallyport.service.turn.allocation;

import java.util.concurrent.atomic.AtomicInteger;

/** An even port and the next, until the last of those that use them gives them back. Thread-safe. */
public final class PortPair {
    private final int evenPort;
    private final Runnable onReleased;
    private final AtomicInteger users = new AtomicInteger(1);

    PortPair(int evenPort, Runnable onReleased) {
        this.evenPort = evenPort;
        this.onReleased = onReleased;
    }

    public int evenPort() {
        return evenPort;
    }

    void retain() {
        users.incrementAndGet();
    }

    /** Gives it back; once by each that uses it. */
    public void release() {
        if (users.decrementAndGet() == 0) {
            onReleased.run();
        }
    }
}
