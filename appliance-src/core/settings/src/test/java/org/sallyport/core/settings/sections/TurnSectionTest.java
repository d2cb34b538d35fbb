package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.TurnSettings.TurnBandwidth;
import org.sallyport.core.settings.model.TurnSettings.WebServer;
import org.sallyport.core.settings.schema.Reading;

class TurnSectionTest {
    private static Reading<Settings> read(String keys) {
        return SettingsDocument.read(TestDocuments.document("turn: {" + keys + "}"), Secret::new);
    }

    private static Reading<Settings> readListener(String keys) {
        return read("listeners: [{name: web, side: external, address: 192.0.2.10, port: 443, " + keys + "}]");
    }

    @Test
    void sharesAPortWithAWebServer() {
        WebServer server = readListener("transport: tls, web-server: {address: 10.1.0.30, port: 8080}")
                .orThrow()
                .turn()
                .listeners()
                .getFirst()
                .webServer()
                .orElseThrow();

        assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.1.0.30"), 8080));
        assertThat(server.tls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transport: tcp, web-server: {address: 10.1.0.30, port: 80}  | web-server",
                "transport: tls, web-server: {address: 192.0.2.10, port: 443} | web-server",
                "transport: tls, web-server: {address: 10.1.0.30}             | web-server.port",
                "transport: tls, web-server: {port: 80}                       | web-server.address",
                "transport: tls, web-server: {address: inside.example, port: 80} | web-server.address",
                "transport: tls, web-server: {address: 10.1.0.30, port: 443, tls: {name: a.example}}"
                        + " | web-server.tls.authorities",
            })
    void refuses(String keys, String path) {
        assertThat(readListener(keys).problems())
                .extracting(Problem::path)
                .containsExactly("turn.listeners[0]." + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keys: [{id: a, key: AAAAAAAAAAAAAAAAAAAAAA==}]                               | server-name",
                "server-name: turn.example, keys: []                                          | keys",
                "server-name: turn.example, keys: [{id: a, key: AAAA}]                        | keys[0].key",
                "server-name: turn.example, keys: [{id: a, key: not Base64}]                  | keys[0].key",
                "server-name: turn.example, keys: [{id: a, key: AAAAAAAAAAAAAAAAAAAAAA==},"
                        + " {id: a, key: AAAAAAAAAAAAAAAAAAAAAA==}]                           | keys[1].id"
            })
    void refusesAccessTokens(String keys, String path) {
        assertThat(read("access-tokens: {" + keys + "}").problems())
                .extracting(Problem::path)
                .containsExactly("turn.access-tokens." + path);
    }

    @Test
    void limitsNoBandwidthUnlessTheSectionIsThere() {
        assertThat(SettingsDocument.defaults().turn().bandwidth()).isEmpty();
        assertThat(read("bandwidth: {per-allocation: 4000, all: 500000}")
                        .orThrow()
                        .turn()
                        .bandwidth())
                .hasValue(new TurnBandwidth(4000, Optional.empty(), Optional.of(500_000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all: 500000                            | per-allocation",
                "per-allocation: 4000, all: 3999        | all",
                "per-allocation: 4000, per-user: 3999   | per-user",
                "per-allocation: 0                      | per-allocation"
            })
    void refusesBandwidth(String keys, String path) {
        assertThat(read("bandwidth: {" + keys + "}").problems())
                .extracting(Problem::path)
                .containsExactly("turn.bandwidth." + path);
    }
}
