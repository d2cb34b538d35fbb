package org.sallyport.core.settings.model;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;

/**
 * The STUN and TURN server.
 *
 * @param enabled whether it listens at all; STUN is answered at once, TURN as soon as somebody has credentials
 * @param realm of its users where theirs says nothing else
 * @param relay relayed transport addresses
 * @param alternateAddresses of another server, which new clients are sent to before this one ends
 * @param users those with a password that lasts
 * @param sharedSecrets with which others make credentials that end by themselves; any of them holds
 * @param accessTokens of an authorization server, that hold beside them
 * @param peers whom clients may reach
 * @param mobility whether clients may take allocations along to another address (RFC 8016)
 * @param limits what protects it
 * @param bandwidth how fast allocations may be; without limit if there is none
 */
public record TurnSettings(
        boolean enabled,
        String realm,
        List<TurnListener> listeners,
        TurnRelay relay,
        List<InetAddress> alternateAddresses,
        List<TurnUser> users,
        List<Secret> sharedSecrets,
        Optional<TurnAccessTokens> accessTokens,
        TurnPeers peers,
        boolean mobility,
        TurnLimits limits,
        Optional<TurnBandwidth> bandwidth) {
    public TurnSettings {
        listeners = List.copyOf(listeners);
        alternateAddresses = List.copyOf(alternateAddresses);
        users = List.copyOf(users);
        sharedSecrets = List.copyOf(sharedSecrets);
    }

    /** What clients come by (RFC 8656 section 3.1). */
    public enum TurnTransport {
        UDP,
        TCP,
        TLS,
        DTLS;

        /** Whether a client is a connection, and not the source of its datagrams. */
        public boolean isConnection() {
            return switch (this) {
                case TCP, TLS -> true;
                case UDP, DTLS -> false;
            };
        }

        /** Whether it is encrypted, at the ports of STUN over TLS and DTLS (RFC 8656 section 3.1). */
        public boolean isSecure() {
            return switch (this) {
                case TLS, DTLS -> true;
                case UDP, TCP -> false;
            };
        }
    }

    /**
     * Where clients come to.
     *
     * @param name unique, shown to administrators
     * @param address bound address, with the side it faces
     * @param webServer who gets what comes over TLS and is HTTP; without one it is refused
     */
    public record TurnListener(
            String name, TurnTransport transport, LocalAddress address, Optional<WebServer> webServer) {
        public Side side() {
            return address.side();
        }

        /** This one with a web server at its port. */
        public TurnListener with(WebServer server) {
            return new TurnListener(name, transport, address, Optional.of(server));
        }
    }

    /**
     * A web server behind a listener, which gets the octets that clients sent in TLS.
     *
     * @param tls how it is spoken to; in the clear without
     */
    public record WebServer(InetSocketAddress address, Optional<WebServerTls> tls) {}

    /**
     * What a web server must prove.
     *
     * @param name domain or address that its certificate must be for
     * @param authorities who may vouch for it
     */
    public record WebServerTls(String name, List<X509Certificate> authorities) {
        public WebServerTls {
            authorities = List.copyOf(authorities);
        }
    }

    /**
     * Where relayed transport addresses are; all face outward and reach whom the rules for peers let them.
     *
     * @param ipv6 empty when no IPv6 address is relayed
     * @param firstPort first port, even; an allocation takes it, a reservation the next (RFC 8656 section 18.7)
     * @param lastPort last port, inclusive
     */
    public record TurnRelay(RelayAddress ipv4, Optional<RelayAddress> ipv6, int firstPort, int lastPort) {}

    /**
     * An address of a family.
     *
     * @param bound of an interface
     * @param advertised what clients and their peers are told; the public address behind 1:1 NAT
     */
    public record RelayAddress(InetAddress bound, InetAddress advertised) {}

    /**
     * A user with a password of its own.
     *
     * @param realm its own one, if it has any
     */
    public record TurnUser(String name, Optional<String> realm, Secret password) {}

    /**
     * Peers that may be reached though they are not public: by the side that the client comes from.
     *
     * @param external for clients of external listeners
     * @param internal for clients of internal ones
     */
    public record TurnPeers(List<Cidr> external, List<Cidr> internal) {
        /** The exceptions for clients of a side. */
        public List<Cidr> of(Side side) {
            return side == Side.INTERNAL ? internal : external;
        }
    }

    /**
     * Limits.
     *
     * @param allocations at once
     * @param allocationsPerUser at once of one user
     * @param maxLifetime longest time that an allocation lasts without being refreshed
     * @param handshakeTimeout longest time that a handshake takes over TLS or DTLS
     */
    public record TurnLimits(
            int allocations, int allocationsPerUser, Duration maxLifetime, Duration handshakeTimeout) {}

    /**
     * Limits of bandwidth, kbit/s of data in each direction by itself.
     *
     * @param perAllocation of one allocation
     * @param perUser granted to the allocations of one user together
     * @param all granted to all allocations together
     */
    public record TurnBandwidth(int perAllocation, Optional<Integer> perUser, Optional<Integer> all) {}

    /**
     * Access tokens (RFC 7635).
     *
     * @param serverName what authorization servers know this server by; a token for another is no use here
     * @param keys shared with them; each holds, so that one can follow another
     */
    public record TurnAccessTokens(String serverName, List<TurnTokenKey> keys) {
        public TurnAccessTokens {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A key of AES-GCM.
     *
     * @param id how tokens name it
     * @param key Base64 of 16 or 32 octets
     */
    public record TurnTokenKey(String id, Secret key) {
        /** The key itself. */
        public byte[] octets() {
            return Base64.getDecoder().decode(key.reveal());
        }
    }
}
