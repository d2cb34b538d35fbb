package org.sallyport.service.turn.allocation;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An allocation at one moment, for people.
 *
 * @param relayed as peers know them
 * @param expiresIn if it is not refreshed
 * @param permissions hosts that may send
 */
public record AllocationView(
        String id,
        String user,
        String realm,
        FiveTuple tuple,
        List<InetSocketAddress> relayed,
        Instant since,
        Duration expiresIn,
        int permissions,
        int channels,
        long packetsFromClient,
        long octetsFromClient,
        long packetsFromPeers,
        long octetsFromPeers) {}
