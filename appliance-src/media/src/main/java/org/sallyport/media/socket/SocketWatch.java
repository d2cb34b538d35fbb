package org.sallyport.media.socket;

import java.io.IOException;
import java.net.InetAddress;

/** Binds sockets and watches them. Binding is for any thread, all else for the one that watches. */
public interface SocketWatch {
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

    /** Watches a socket that was bound here from now on. */
    void watch(MediaSocket socket, Object owner);

    /** Watches a socket no longer, so that another thread may {@link #adopt} it. */
    void release(MediaSocket socket);

    /**
     * A socket that another thread has released as one of this, not watched yet; the one given is not used any more. One of
     * another make is closed and its port bound anew: what comes in between is lost.
     *
     * @throws IOException when the port cannot be bound any more
     */
    MediaSocket adopt(MediaSocket released) throws IOException;

    /** Closes a socket that was bound or adopted here, watched or not (then from any thread). */
    void close(MediaSocket socket);
}
