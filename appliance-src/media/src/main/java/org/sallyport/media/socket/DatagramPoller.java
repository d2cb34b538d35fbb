package org.sallyport.media.socket;

import org.jspecify.annotations.Nullable;

/**
 * Waits for many sockets at once, by the thread that watches them; waking it is for any. The port of a socket that it closes is free
 * on return.
 */
public interface DatagramPoller extends SocketWatch, AutoCloseable {
    /**
     * Has the calling thread, which is to serve this poller, go before other threads of the machine when it wakes; false where it
     * cannot be had.
     */
    boolean takePrecedence();

    /** Waits until sockets are readable, it is woken, or the time is over; tells how many {@link #ready} has. */
    int await(int timeoutMillis);

    /** Owner of one of the readable sockets; null when it has been closed since, or for the wake-up. */
    @Nullable
    Object ready(int index);

    /** Ends the wait that goes on, or the next one. */
    void wakeUp();

    @Override
    void close();
}
