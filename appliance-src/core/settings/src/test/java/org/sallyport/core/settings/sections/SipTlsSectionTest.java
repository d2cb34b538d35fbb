package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.schema.Reading;

class SipTlsSectionTest {
    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBiTCCAS+gAwIBAgIUEuQHQe8PXe/2RvOioTL1D+rCHwwwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjYxMTI1MTAwOTM2WhgPMjEy
            NjExMDExMDA5MzZaMBkxFzAVBgNVBAMMDlRlc3QgQXV0aG9yaXR5MFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEitv3noEJ9QnL+s4i8F7E9OLYzk4nEmViSAzYFB/m
            oG6bSirZ7VAeGkgnPIfOgM9seo4MBYMQuzS1HBy/WyKW3qNTMFEwHQYDVR0OBBYE
            FF8L3klITjS7X9qWTqeVQopAjaI5MB8GA1UdIwQYMBaAFF8L3klITjS7X9qWTqeV
            QopAjaI5MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAOXPWLF6
            gu+eeUAIHo2IwnQ6DybHwA2kb5yigJ7yFPmTAiBU4yYmjRsgxWqb8T/r71EH0e74
            1UfnNFGzZSxOvg8qbw==
            -----END CERTIFICATE-----
            """;

    private static Reading<Settings> read(String yaml) {
        return SettingsDocument.read(TestDocuments.document(yaml), Secret::new);
    }

    /** A document with listeners of both sides, the outer one with TLS and what is given. */
    private static Reading<Settings> read(String listener, String tls) {
        return read("""
                sip:
                  listeners:
                  - {name: outside, side: external, address: 192.0.2.1, %s}
                  - {name: inside, side: internal, transport: udp, address: 10.0.0.1}
                  tls: {%s}
                """.formatted(listener, tls));
    }

    private static Reading<Settings> readAuthorities(String text) {
        ObjectNode document = TestDocuments.document("sip: {tls: {}}");
        ((ObjectNode) document.at("/sip/tls")).put("authorities", text);
        return SettingsDocument.read(document, Secret::new);
    }

    @Test
    void verifiesServersAndAsksNoClientAsInstalled() {
        Settings installed = SettingsDocument.defaults();
        assertThat(installed.sip().tls()).isEqualTo(SipTls.AS_INSTALLED);
        assertThat(installed.sip().listeners())
                .extracting(SipListener::clientCertificate)
                .containsOnly(ClientCertificate.NONE);
    }

    @Test
    void takesCertificatesAsPastedAndWritesThemInOrder() {
        Reading<Settings> reading = readAuthorities("Our own:\n" + AUTHORITY + "\nand again\n" + AUTHORITY);
        assertThat(reading.orThrow().sip().tls().authorities())
                .hasSize(2)
                .allSatisfy(authority ->
                        assertThat(authority.getSubjectX500Principal()).hasToString("CN=Test Authority"));
        assertThat(reading.effective().at("/sip/tls/authorities").asText()).isEqualTo(AUTHORITY + AUTHORITY);
    }

    @Test
    void refusesWhatIsNoCertificateAndRepeatsItsFirstLineOnly() {
        assertThat(readAuthorities("-----BEGIN PRIVATE KEY-----\nMHcCAQEEIA==\n-----END PRIVATE KEY-----\n")
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("sip.tls.authorities");
                    assertThat(problem.value()).isEqualTo("-----BEGIN PRIVATE KEY----- ...");
                    assertThat(problem.detail()).contains("certificates in PEM form");
                });
    }

    @Test
    void takesAFileAndTheCallServersName() {
        SipTls tls = read("sip: {tls: {authorities-file: /etc/sallyport/ca.pem, call-server-name: pbx.example.com}}")
                .orThrow()
                .sip()
                .tls();
        assertThat(tls.authoritiesFile()).hasValue(Path.of("/etc/sallyport/ca.pem"));
        assertThat(tls.callServerName()).hasValue("pbx.example.com");
    }

    @Test
    void needsAnAuthorityThatVouchesForClients() {
        String mutual = "transport: tls, client-certificate: require";
        assertThat(problems(read(mutual, ""))).containsExactly("sip.listeners[0].client-certificate");
        assertThat(problems(read(mutual, "system-authorities: all"))).isEmpty();
        assertThat(problems(read(mutual, "authorities-file: /ca.pem"))).isEmpty();
    }

    @Test
    void asksForCertificatesOverTlsOnly() {
        assertThat(problems(read("transport: tcp, client-certificate: want", "authorities-file: /ca.pem")))
                .containsExactly("sip.listeners[0].client-certificate");
    }

    @Test
    void needsNoAuthorityWhereNothingIsVerified() {
        assertThat(problems(read("sip: {tls: {system-authorities: none, verify-outside: false}}")))
                .isEmpty();
    }

    private static List<String> problems(Reading<Settings> reading) {
        return reading.problems().stream().map(Problem::path).toList();
    }
}
