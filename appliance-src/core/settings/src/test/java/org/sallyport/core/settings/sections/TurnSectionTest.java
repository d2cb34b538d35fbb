package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.TurnSettings.TurnBandwidth;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.WebServer;
import org.sallyport.core.settings.schema.Reading;

class TurnSectionTest {
    private static Reading<Settings> read(String keys) {
        return SettingsDocument.read(TestDocuments.document("turn: {" + keys + "}"), Secret::new);
    }

    private static Reading<Settings> readWebServer(String keys) {
        return read("listeners: [{name: web, side: external, transport: tls, address: 192.0.2.10, port: 443},"
                + " {name: udp, side: external, transport: udp, address: 192.0.2.10}], web-servers: [" + keys + "]");
    }

    @Test
    void sharesThePortOfAListenerWithAWebServer() {
        List<TurnListener> listeners = readWebServer("{listener: web, address: 10.1.0.30, port: 8080}")
                .orThrow()
                .turn()
                .listeners();

        WebServer server = listeners.getFirst().webServer().orElseThrow();
        assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("10.1.0.30"), 8080));
        assertThat(server.tls()).isEmpty();
        assertThat(listeners.getLast().webServer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{listener: udp, address: 10.1.0.30, port: 80}                                      | [0].listener",
                "{listener: none, address: 10.1.0.30, port: 80}                                     | [0].listener",
                "{listener: web, address: 192.0.2.10, port: 443}                                    | [0].port",
                "{listener: web, address: 10.1.0.30}                                                | [0].port",
                "{listener: web, address: inside.example, port: 80}                                 | [0].address",
                "{listener: web, address: 10.1.0.30, port: 443, certificate-name: a.example}        | [0].authorities",
                "{listener: web, address: 10.1.0.30, port: 80}, {listener: web, address: 10.1.0.31, port: 80}"
                        + "                                                                         | [1].listener"
            })
    void refusesWebServers(String keys, String path) {
        assertThat(readWebServer(keys).problems()).extracting(Problem::path).containsExactly("turn.web-servers" + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token-keys: [{id: a, key: AAAAAAAAAAAAAAAAAAAAAA==}]                             | token-server-name",
                "token-server-name: turn.example, token-keys: [{id: a, key: AAAA}]                | token-keys[0].key",
                "token-server-name: turn.example, token-keys: [{id: a, key: not Base64}]          | token-keys[0].key",
                "token-server-name: turn.example, token-keys: [{id: a, key: AAAAAAAAAAAAAAAAAAAAAA==},"
                        + " {id: a, key: AAAAAAAAAAAAAAAAAAAAAA==}]                               | token-keys[1].id"
            })
    void refusesKeysOfAccessTokens(String keys, String path) {
        assertThat(read(keys).problems()).extracting(Problem::path).containsExactly("turn." + path);
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
