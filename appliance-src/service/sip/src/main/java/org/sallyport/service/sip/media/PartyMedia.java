package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.protocol.sdp.Attribute;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.Direction;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.RtcpPort;
import org.sallyport.protocol.sdp.Rtpmap;
import org.sallyport.protocol.sdp.SessionDescription;
import org.sallyport.service.sip.media.CallMedia.Role;

/**
 * What a party last said of one stream.
 *
 * @param description its m-line and what follows
 * @param connection where it wants media, as written; null when it does not say
 * @param direction which way it wants media to flow
 * @param muxes whether it offers or accepts RTCP on the port of RTP (RFC 5761)
 * @param secured whether it wants SRTP: by the profile, or by keys beside a plain one (RFC 8643)
 * @param setup who connects; null for datagrams
 * @param source host its description came from
 */
record PartyMedia(
        MediaDescription description,
        @Nullable Connection connection,
        Direction direction,
        boolean muxes,
        boolean secured,
        @Nullable ConnectionSetup setup,
        InetAddress source) {
    private static final List<String> KEYING = List.of("crypto", "fingerprint", "key-mgmt", "zrtp-hash");
    private static final int USUAL_AUDIO_CLOCK = 8_000;
    private static final int USUAL_VIDEO_CLOCK = 90_000;

    static PartyMedia of(SessionDescription session, MediaDescription part, Role role, InetAddress source) {
        MediaKind kind = MediaKind.of(part.media());
        return new PartyMedia(
                part,
                session.connectionOf(part).orElse(null),
                session.directionOf(part),
                part.attribute("rtcp-mux").isPresent()
                        || part.attribute("rtcp-mux-only").isPresent(),
                kind.encrypted()
                        || KEYING.stream()
                                .anyMatch(
                                        name -> session.attributeOf(part, name).isPresent()),
                kind.connections() ? setup(session, part, role) : null,
                source);
    }

    /** Whether it asks for silence in the old way, by an address that is none. */
    boolean isUnspecified() {
        return connection != null && connection.isUnspecified();
    }

    /**
     * For the relay.
     *
     * @param muxed whether both parties agreed on RTCP on the port of RTP
     */
    RemoteMedia remote(boolean muxed) {
        MediaKind kind = MediaKind.of(description.media());
        InetSocketAddress rtp =
                address(Optional.ofNullable(connection), description.media().port());
        InetSocketAddress rtcp = !kind.rtp() || rtp == null ? null : muxed ? rtp : rtcp(rtp);
        return new RemoteMedia(rtp, rtcp, kind.rtp() ? clockRate() : 0, secured, setup, source);
    }

    /** Host and port as signalled, for people. */
    @Nullable
    String signalledAddress() {
        if (connection == null || connection.isUnspecified()) {
            return null;
        }
        String host = connection.address();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":"
                + description.media().port();
    }

    /** Jitter needs one; a payload type without map is taken to be what its kind of media mostly is. */
    private int clockRate() {
        int usual = description.media().media().equals("audio") ? USUAL_AUDIO_CLOCK : USUAL_VIDEO_CLOCK;
        return description
                .preferredRtpmap()
                .map(Rtpmap::clockRate)
                .filter(rate -> rate > 0)
                .orElse(usual);
    }

    private @Nullable InetSocketAddress rtcp(InetSocketAddress rtp) {
        Optional<RtcpPort> stated = description.attribute("rtcp").flatMap(rtcp -> RtcpPort.parse(rtcp.valueOrEmpty()));
        if (stated.isEmpty()) {
            return rtp.getPort() < 65_535 ? new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1) : null;
        }
        return address(
                stated.get().connection().or(() -> Optional.ofNullable(connection)),
                stated.get().port());
    }

    /** Nowhere, when it is no address of one host. */
    private static @Nullable InetSocketAddress address(Optional<Connection> where, int port) {
        return where.flatMap(connection -> InsideHosts.literal(connection.address()))
                .filter(address -> !address.isMulticastAddress() && !address.isAnyLocalAddress() && port > 0)
                .map(address -> new InetSocketAddress(address, port))
                .orElse(null);
    }

    /** RFC 4145 section 4, with its defaults. */
    private static ConnectionSetup setup(SessionDescription session, MediaDescription part, Role role) {
        String value = session.attributeOf(part, "setup")
                .map(Attribute::valueOrEmpty)
                .orElse("")
                .strip();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "active" -> ConnectionSetup.ACTIVE;
            case "passive" -> ConnectionSetup.PASSIVE;
            case "actpass" -> ConnectionSetup.ACTPASS;
            case "holdconn" -> ConnectionSetup.HOLDCONN;
            default -> role == Role.OFFER ? ConnectionSetup.ACTIVE : ConnectionSetup.PASSIVE;
        };
    }
}
