package org.sallyport.service.turn.allocation;

import java.net.InetSocketAddress;
import org.sallyport.media.datagram.SocketThread;

/**
 * A relayed transport address of an allocation (RFC 8656 section 2), which nobody uses before it begins. Used by the thread
 * of its allocation.
 */
public interface RelayedAddress {
    /** What the client and its peers know it by. */
    InetSocketAddress advertised();

    /** Relays for an allocation from now on. */
    void begin(Allocation owner, SocketThread thread);

    /** Relays no longer, and gives the port back. */
    void end(SocketThread thread);
}
