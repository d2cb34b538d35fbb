package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.sipp.Sipp.Transport;
import org.sallyport.testing.interop.tls.OpensslAuthority;
import org.sallyport.testing.interop.tls.OpensslClient;
import org.sallyport.testing.interop.tls.TlsFront;
import org.sallyport.testing.time.Eventually;

/** Who is believed over TLS: OpenSSL's client outside, a call server with OpenSSL's certificates inside. */
class CertificatesOfPeersTest {
    private static final InetSocketAddress CALL_SERVER = new InetSocketAddress(ThreeZones.INSIDE_ADDRESS, 5081);
    private static final InetSocketAddress BEHIND_IT = new InetSocketAddress(ThreeZones.INSIDE_ADDRESS, 5080);
    private static final String UNTRUSTED = "sip.call-server.untrusted";
    private static final Duration PICK_UP = Duration.ofSeconds(60);
    private static final String ANSWERED = "SIP/2.0 200";
    private static final String OPTIONS = """
            OPTIONS sip:203.0.113.1 SIP/2.0
            Via: SIP/2.0/TLS 203.0.113.10:5099;branch=z9hG4bKopenssl;rport
            From: <sip:openssl@peer.example>;tag=1
            To: <sip:203.0.113.1>
            Call-ID: openssl
            CSeq: 1 OPTIONS
            Max-Forwards: 70
            Content-Length: 0

            """;

    @TempDir
    static Path folder;

    private static ThreeZones zones;
    private static OpensslAuthority authority;
    private static Appliance appliance;

    @BeforeAll
    static void startSallyport() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        zones = ThreeZones.build();
        authority = new OpensslAuthority(folder.resolve("authority"));
        appliance = Appliance.start(zones.dmz(), Files.createDirectory(folder.resolve("state")), settings());
    }

    private static String settings() throws Exception {
        return """
                sip:
                  listeners:
                  - {name: external-udp, side: external, transport: udp, address: 203.0.113.1, port: 5060}
                  - {name: external-tls, side: external, transport: tls, address: 203.0.113.1, port: 5061, client-certificate: require}
                  - {name: internal-tls, side: internal, transport: tls, address: 10.77.20.1, port: 5071}
                  call-server: {host: 10.77.20.20, port: 5081, transport: tls, ping-interval: 1s}
                  tls:
                    authorities: |
                %s
                media:
                  external: {address: 203.0.113.1}
                  internal: {address: 10.77.20.1}
                """.formatted(authority.certificate().strip().indent(6));
    }

    @AfterAll
    static void stopSallyport() throws Exception {
        if (appliance != null) {
            appliance.close();
        }
        if (zones != null) {
            zones.close();
        }
    }

    private static String ask(OpensslAuthority.@Nullable Issued identity) throws Exception {
        return OpensslClient.talk(zones.outside(), Zones.GATE_TLS, identity, OPTIONS, ANSWERED);
    }

    @Test
    void takesOnlyClientsWithACertificateOfTheAuthority() throws Exception {
        OpensslAuthority stranger = new OpensslAuthority(folder.resolve("stranger"));
        assertThat(ask(authority.issue("peer", "DNS:peer.example"))).endsWith(ANSWERED);
        assertThat(ask(null)).doesNotContain(ANSWERED).contains("alert");
        assertThat(ask(stranger.issue("impostor", "DNS:peer.example")))
                .doesNotContain(ANSWERED)
                .contains("alert");
        assertThat(appliance.api().text("/metrics"))
                .contains(failures("no-certificate"))
                .contains(failures("unknown-authority"));
    }

    private static String failures(String reason) {
        return "sallyport_sip_tls_failures_total{process=\"director\",direction=\"inbound\",reason=\"" + reason + "\"}";
    }

    @Test
    void sendsCallsOnlyToACallServerThatProvesWhoItIs() throws Exception {
        OpensslAuthority.Issued other = authority.issue("other", "DNS:other.inside.example");
        OpensslAuthority.Issued right = authority.issue("pbx", "IP:" + ThreeZones.INSIDE_ADDRESS);
        try (TlsFront front = new TlsFront(zones.inside(), CALL_SERVER, BEHIND_IT, other);
                Sipp callServer = Sipp.start(callServer())) {
            String alarms = appliance
                    .api()
                    .await("/api/v1/alarms", found -> found.toString().contains(UNTRUSTED))
                    .toString();
            assertThat(alarms)
                    .contains("not for 10.77.20.20 but for [other.inside.example]", "sip.tls.call-server-name");
            try (Sipp caller =
                    Sipp.start(Zones.caller(zones, "caller-unavailable", Transport.UDP, Zones.address(Zones.GATE)))) {
                caller.awaitSuccess();
            }
            assertThat(callServer.messages()).doesNotContain("INVITE");
            front.show(right);
            callServer.awaitPinged();
            assertThat(appliance
                            .api()
                            .await("/api/v1/alarms", found -> !found.toString().contains("call-server"))
                            .toString())
                    .doesNotContain("call-server");
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", Transport.UDP, Zones.address(Zones.GATE)))) {
                assertThat(caller.awaitMedia()).isNotNull();
                assertThat(callServer.awaitMedia()).isNotNull();
                caller.goOn();
                caller.awaitSuccess();
                callServer.awaitEnd();
            }
        }
    }

    /** SIPp behind the front, over TCP. */
    private static Sipp.Party callServer() {
        return new Sipp.Party(
                "callee",
                zones.inside(),
                Transport.TCP,
                ThreeZones.INSIDE_ADDRESS,
                BEHIND_IT.getPort(),
                "",
                Map.of("audio_port", "" + Zones.CALLEE_AUDIO, "video_port", "" + Zones.CALLEE_VIDEO));
    }

    @Test
    void showsANewCertificateWithoutARestart() throws Exception {
        OpensslAuthority.Issued client = authority.issue("client", "DNS:client.example");
        assertThat(ask(client)).contains("Sallyport, made at first start").endsWith(ANSWERED);
        OpensslAuthority.Issued next = authority.issue("gate", "DNS:gate.example");
        Path identity = appliance.state().resolve("sip-tls");
        Files.copy(next.key(), identity.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(next.certificate(), identity.resolve("certificate.pem"), StandardCopyOption.REPLACE_EXISTING);
        Eventually.until(PICK_UP, appliance::log, () -> shows(client, "CN = gate"));
    }

    private static boolean shows(OpensslAuthority.Issued client, String subject) {
        try {
            return ask(client).contains(subject);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
