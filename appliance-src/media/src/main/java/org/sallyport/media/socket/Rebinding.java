package org.sallyport.media.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How a socket of one make becomes one of another. */
final class Rebinding {
    /** A channel that was closed has its port until the selector that watched it has looked again, some microseconds mostly. */
    private static final int MOST_TRIES = 100;

    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private Rebinding() {}

    /** Closes a socket that nobody watches, and binds its address anew. */
    static MediaSocket of(MediaSocket released, SocketWatch to) throws IOException {
        InetSocketAddress local = released.local();
        released.close();
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                return to.bind(local.getAddress(), local.getPort());
            } catch (PortInUseException e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return to.bind(local.getAddress(), local.getPort());
    }
}
