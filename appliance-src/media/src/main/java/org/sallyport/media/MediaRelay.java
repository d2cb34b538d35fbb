package org.sallyport.media;

import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;

/** Relays media between the two sides. Thread-safe. */
public interface MediaRelay extends AutoCloseable {
    /**
     * Opens a stream: a port pair (RTP even, RTCP the next) on each side, not forwarding until both remotes are known.
     *
     * @param media by which its packets are marked
     * @throws PortsExhaustedException when a side has no free pair
     */
    RelayedStream openDatagrams(CallId call, int streamIndex, MediaClass media) throws PortsExhaustedException;

    /**
     * Opens a stream over connections, for TCP m-lines (RFC 4145), such as BFCP over TCP or TLS: a port a side that
     * accepts the party's connection. Where the party waits, ours is made from the same address and any port.
     *
     * @throws PortsExhaustedException when a side has no free port
     */
    RelayedStream openConnections(CallId call, int streamIndex, MediaClass media) throws PortsExhaustedException;

    @Override
    void close();
}
