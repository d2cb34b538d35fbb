package org.sallyport.media.datagram;

import org.sallyport.media.socket.Datagram;

/** What a shard calls when a socket that it watches for somebody has a datagram; always on the shard's thread. */
public interface SocketOwner {
    /** Takes the next datagram waiting, if any. */
    boolean receive(Datagram into);

    /**
     * Does with a datagram what is to be done.
     *
     * @param nowNanos {@link System#nanoTime}
     */
    void relay(Datagram packet, long nowNanos);
}
