package org.sallyport.media.socket;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Waits for many sockets at once. Binding and waking are for any thread, all else for the one that waits. */
public interface DatagramPoller extends AutoCloseable {
    /**
     * Binds a socket, not watched yet.
     *
     * @throws PortInUseException when another socket holds the port
     * @throws IOException when the address is not ours, or the system has no more sockets
     */
    MediaSocket bind(InetAddress address, int port) throws IOException;

    /**
     * Binds a socket at a port that other sockets bound this way share (SO_REUSEPORT): all datagrams of one source come to
     * the same of them, as long as none is added or closed.
     */
    MediaSocket bindShared(InetAddress address, int port) throws IOException;

    /** Watches a socket of this poller from now on. */
    void watch(MediaSocket socket, Object owner);

    /** Watches a socket of this poller no longer, so that another poller of the same make may {@link #adopt} it. */
    void release(MediaSocket socket);

    /** A socket that another poller has released as one of this poller, not watched yet; the one given is not used any more. */
    MediaSocket adopt(MediaSocket released);

    /** Closes a socket of this poller, watched or not (then from any thread); its port is free on return. */
    void close(MediaSocket socket);

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
