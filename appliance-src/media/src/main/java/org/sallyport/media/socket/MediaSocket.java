package org.sallyport.media.socket;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A bound, non-blocking datagram socket. It is never connected: packets of a foreign source are to be seen and counted,
 * and an ICMP error provoked by a party that is gone must not fail the next send.
 */
public interface MediaSocket {
    /** What became of a send. */
    enum SendOutcome {
        SENT,
        /** The kernel's buffer is full (EAGAIN, ENOBUFS); the packet is lost, as in any full queue. */
        BUFFER_FULL,
        /** The kernel refused it: no route, wrong family, too long. */
        REFUSED
    }

    /** The bound address. */
    InetSocketAddress local();

    /**
     * Marks what it sends with a code point (RFC 2474), 0 to 63; before it is watched, by any thread.
     *
     * @throws IOException when the system does not let it
     */
    void mark(int dscp) throws IOException;

    /** The code point that it marks with. */
    int dscp();

    /** Takes the next datagram waiting, if any. */
    boolean receive(Datagram into);

    /** The same, but no router on the way may cut it into fragments (RFC 8656 section 15); one that is too long is refused. */
    SendOutcome sendWhole(Datagram datagram, TransportAddress to);

    /** Sends the datagram in hand. */
    SendOutcome send(Datagram datagram, TransportAddress to);

    /** Closes it, when nobody watches it. */
    void close();
}
