package org.sallyport.core.settings.sections;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTls.SystemAuthorities;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code sip.tls}, and what must hold between it and the listeners. */
final class SipTlsSection {
    private static final SipTls DEFAULTS = SipTls.AS_INSTALLED;
    private static final String GIVE_ONE = "Give the authority's certificate in sip.tls.authorities or its file in "
            + "sip.tls.authorities-file, or let sip.tls.system-authorities vouch for ";

    private SipTlsSection() {}

    static SipTls read(SettingsReader in) {
        SystemAuthorities system = in.choice("system-authorities", List.of(SystemAuthorities.values()))
                .describe(
                        "Whom the certificate authorities of the operating system vouch for: nobody, servers that this"
                                + " system connects to, or all peers, those who connect to it too.")
                .byDefault(DEFAULTS.systemAuthorities());
        List<X509Certificate> authorities = in.certificates("authorities")
                .describe("Certificates of further authorities that vouch for all peers, or of single peers, in PEM.")
                .retired("ca", "trusted-authorities", "ca-certificates")
                .byDefault(DEFAULTS.authorities());
        Optional<Path> file = in.file("authorities-file")
                .describe("File on this system with further ones in PEM; taken up anew whenever it changes.")
                .retired("ca-file", "ca-bundle")
                .optional();
        boolean verifyOutside = in.flag("verify-outside")
                .describe("Whether a server outside must prove by its certificate to be of the domain dialled, before"
                        + " anything is sent to it over TLS (RFC 5922).")
                .byDefault(DEFAULTS.verifyOutside());
        boolean verifyCallServer = in.flag("verify-call-server")
                .describe("Whether the call server must prove by its certificate who it is, when its transport is TLS.")
                .byDefault(DEFAULTS.verifyCallServer());
        Optional<String> name = in.host("call-server-name")
                .describe("Domain or address that the call server's certificate must be for; by default its host as set"
                        + " in call-server.")
                .optional();
        return new SipTls(system, authorities, file, verifyOutside, verifyCallServer, name);
    }

    static void check(SettingsReader in, SipTls tls, List<SipListener> listeners, SipTransport callServerTransport) {
        boolean nobody = tls.authorities().isEmpty() && tls.authoritiesFile().isEmpty();
        boolean verifies = tls.verifyOutside() || (tls.verifyCallServer() && callServerTransport == SipTransport.TLS);
        in.rule(
                !nobody || tls.systemAuthorities() != SystemAuthorities.NONE || !verifies,
                "tls.system-authorities",
                "No authority vouches for servers, so every one of them would be refused.",
                GIVE_ONE + "servers.",
                "tls.authorities",
                "tls.authorities-file",
                "tls.verify-outside",
                "tls.verify-call-server",
                "call-server.transport");
        for (int i = 0; i < listeners.size(); i++) {
            check(in, listeners.get(i), i, nobody && tls.systemAuthorities() != SystemAuthorities.ALL);
        }
    }

    private static void check(SettingsReader in, SipListener listener, int position, boolean nobodyForClients) {
        String element = "listeners[" + position + "]";
        boolean asks = listener.clientCertificate() != ClientCertificate.NONE;
        in.rule(
                !asks || listener.transport() == SipTransport.TLS,
                element + ".client-certificate",
                "Only a listener that speaks TLS can ask for certificates.",
                "Give none, or the transport tls.",
                element);
        in.rule(
                !asks || listener.transport() != SipTransport.TLS || !nobodyForClients,
                element + ".client-certificate",
                "No authority vouches for clients, so each certificate would be refused.",
                GIVE_ONE + "all.",
                element,
                "tls");
    }
}
