package org.sallyport.service.sip.transport;

import java.time.Duration;
import org.sallyport.core.settings.model.SipConnections;

/**
 * What a peer may ask of the transport.
 *
 * @param maxMessageSize octets of a message, header section and body
 * @param maxHeaderSize octets of a header section
 * @param maxConnections at once, in all
 * @param maxConnectionsPerSource at once with one address
 * @param maxMessagesInHand received and not yet taken by the stack, in all
 * @param connectTimeout until a connection we make is accepted
 * @param handshakeTimeout until a TLS handshake is done
 * @param messageTimeout from the first octet of a message to its last, and from connecting to the first message
 * @param idleTimeout without message or keep-alive until a connection is closed
 * @param writeHighWater octets waiting to be sent on a connection above which sending fails
 */
public record TransportLimits(
        int maxMessageSize,
        int maxHeaderSize,
        int maxConnections,
        int maxConnectionsPerSource,
        int maxMessagesInHand,
        Duration connectTimeout,
        Duration handshakeTimeout,
        Duration messageTimeout,
        Duration idleTimeout,
        int writeHighWater) {
    /** The limits that the settings name, and those of an appliance beside them. */
    public static TransportLimits of(int maxMessageSize, SipConnections connections) {
        return new TransportLimits(
                maxMessageSize,
                Math.min(maxMessageSize, 32 * 1024),
                connections.max(),
                connections.maxPerSource(),
                10_000,
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                connections.idleTimeout(),
                1024 * 1024);
    }
}
