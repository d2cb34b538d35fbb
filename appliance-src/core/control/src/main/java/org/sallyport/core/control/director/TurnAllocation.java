package org.sallyport.core.control.director;

import java.time.Instant;
import java.util.List;

/**
 * A TURN allocation at one moment.
 *
 * @param client address and port that the client comes from
 * @param server address and port of ours that it came to
 * @param transport UDP, TCP, TLS or DTLS
 * @param listener name of the listener it came to
 * @param relayed addresses and ports that peers know it by, one a family
 * @param expiresAt when it ends unless the client refreshes it
 * @param permissions hosts that may send to it
 * @param octetsFromClient of data, towards peers
 * @param octetsFromPeers of data, towards the client
 */
public record TurnAllocation(
        String id,
        String user,
        String realm,
        String client,
        String server,
        String transport,
        String listener,
        List<String> relayed,
        Instant since,
        Instant expiresAt,
        int permissions,
        int channels,
        long packetsFromClient,
        long octetsFromClient,
        long packetsFromPeers,
        long octetsFromPeers) {
    public TurnAllocation {
        relayed = List.copyOf(relayed);
    }
}
