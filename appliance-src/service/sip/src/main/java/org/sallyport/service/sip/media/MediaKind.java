package org.sallyport.service.sip.media;

import java.util.Locale;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.protocol.sdp.MediaLine;

/**
 * How an m-line is relayed, by its protocol: names that begin with TCP (RFC 4145) are connections, all others datagrams, as
 * all that goes over UDP is alike to a relay: RTP in its profiles, BFCP (RFC 8856), UDPTL, DTLS.
 *
 * @param connections over TCP
 * @param rtp whether it is RTP and so has RTCP
 * @param encrypted whether what is on the wire is SRTP, DTLS or TLS
 * @param media by which its packets are marked
 */
record MediaKind(boolean connections, boolean rtp, boolean encrypted, MediaClass media) {
    static MediaKind of(MediaLine line) {
        String protocol = line.protocol().toUpperCase(Locale.ROOT);
        boolean rtp = protocol.contains("RTP/");
        boolean encrypted = protocol.contains("SAVP") || protocol.contains("TLS");
        return new MediaKind(protocol.startsWith("TCP"), rtp, encrypted, mediaClass(line));
    }

    private static MediaClass mediaClass(MediaLine line) {
        return switch (line.media().toLowerCase(Locale.ROOT)) {
            case "audio" -> MediaClass.AUDIO;
            case "video" -> MediaClass.VIDEO;
            default -> MediaClass.OTHER;
        };
    }

    /** Whether a stream that was opened for one can carry the other. */
    boolean sameTransport(MediaKind other) {
        return connections == other.connections && media == other.media;
    }
}
