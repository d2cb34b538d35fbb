package org.sallyport.service.sip.route;

import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipTransport;

/**
 * What is to be located (the TARGET of RFC 3263 section 4).
 *
 * @param host name or literal address, IPv6 without brackets
 * @param port 0 when none is given
 * @param transport the one asked for, if any
 * @param fallback the one to use when neither the target nor DNS names one
 * @param secure whether only TLS will do (sips)
 */
public record SipTarget(
        String host, int port, Optional<SipTransport> transport, SipTransport fallback, boolean secure) {
    public SipTarget {
        host = withoutBrackets(host).toLowerCase(Locale.ROOT);
    }

    /** The target of a SIP or SIPS URI: its maddr parameter, else its host (RFC 3263 section 4). */
    public static SipTarget of(SipURI uri) {
        boolean secure = uri.isSecure();
        @Nullable String maddr = uri.getMAddrParam();
        return new SipTarget(
                maddr == null ? uri.getHost() : maddr,
                Math.max(0, uri.getPort()),
                secure ? Optional.of(SipTransport.TLS) : transport(uri.getTransportParam()),
                secure ? SipTransport.TLS : SipTransport.UDP,
                secure);
    }

    /** The call server: what DNS says, else the transport of the settings. A port excludes DNS's say. */
    public static SipTarget of(CallServer server) {
        boolean secure = server.transport() == SipTransport.TLS;
        return new SipTarget(server.host(), server.port(), Optional.empty(), server.transport(), secure);
    }

    private static Optional<SipTransport> transport(@Nullable String parameter) {
        return switch (parameter == null ? "" : parameter.toLowerCase(Locale.ROOT)) {
            case "udp" -> Optional.of(SipTransport.UDP);
            case "tcp" -> Optional.of(SipTransport.TCP);
            case "tls" -> Optional.of(SipTransport.TLS);
            default -> Optional.empty();
        };
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
