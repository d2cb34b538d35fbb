package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.address.Side;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.schema.SettingDescription;

class SettingsDocumentTest {
    private static Reading<Settings> read(String yaml) {
        return SettingsDocument.read(TestDocuments.document(yaml), Secret::new);
    }

    @Test
    void listensOnLoopbackOfBothSidesByDefault() {
        assertThat(SettingsDocument.defaults().sip().listeners())
                .extracting(
                        SipListener::name,
                        SipListener::transport,
                        SipListener::side,
                        listener -> listener.address().bound().toString())
                .containsExactlyInAnyOrder(
                        tuple("external-udp", SipTransport.UDP, Side.EXTERNAL, "/127.0.0.1:5060"),
                        tuple("external-tcp", SipTransport.TCP, Side.EXTERNAL, "/127.0.0.1:5060"),
                        tuple("external-tls", SipTransport.TLS, Side.EXTERNAL, "/127.0.0.1:5061"),
                        tuple("internal-udp", SipTransport.UDP, Side.INTERNAL, "/127.0.0.1:5070"),
                        tuple("internal-tcp", SipTransport.TCP, Side.INTERNAL, "/127.0.0.1:5070"));
    }

    @Test
    void fillsInTheDefaultsOfASparseDocument() {
        Reading<Settings> reading = read("sip: {call-server: {host: pbx.example.com}, session-expires: 10m}");
        Settings settings = reading.orThrow();
        assertThat(settings.sip().callServer().host()).isEqualTo("pbx.example.com");
        assertThat(settings.sip().callServer().port()).isEqualTo(5080);
        assertThat(settings.sip().sessionExpires()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.media().external().lastPort()).isEqualTo(30_001);
        assertThat(reading.effective().at("/sip/ring-timeout").asText()).isEqualTo("3m");
        assertThat(reading.effective().at("/sip/call-server/port").asInt()).isEqualTo(5080);
    }

    @Test
    void readsItsOwnEffectiveDocumentAsTheSame() {
        Reading<Settings> reading = read("capacity: {max-calls: 7}");
        assertThat(SettingsDocument.read(reading.effective(), Secret::new).orThrow())
                .isEqualTo(reading.orThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sip: {session-expires: 60s}                       | sip.session-expires          | 60s   | out of range
            sip: {session-expires: soon}                      | sip.session-expires          | soon  | not a duration
            sip: {min-session-expires: 1h}                    | sip.session-expires          | 30m   | shorter than min-session-expires
            sip: {setup-timeout: 4m}                          | sip.ring-timeout             | 3m    | shorter than setup-timeout
            sip: {call-server: {port: 70000}}                 | sip.call-server.port         | 70000 | out of range
            sip: {call-server: {transport: UDP}}              | sip.call-server.transport    | UDP   | not one of udp, tcp, tls
            sip: {call-server: {host: 'not a host'}}          | sip.call-server.host         | not a host | not an address
            sip: {call-server: {port: 5070}}                  | sip.call-server.port         | 5070  | own listener internal-udp
            sip: {call-server: {credentials: {username: a}}}  | sip.call-server.credentials.password | '' | missing
            sip: {listeners: []}                              | sip.listeners                | '[]'  | No listener faces
            sip: {listeners: 5}                               | sip.listeners                | 5     | not a list
            sip: 5                                            | sip                          | 5     | not a section
            sip: {call-server: {transport: tls}}              | sip.call-server.transport    | tls   | No internal listener speaks TLS
            sip: {tls: {verify-outside: 'yes'}}               | sip.tls.verify-outside       | yes   | not true or false
            sip: {tls: {system-authorities: none}}            | sip.tls.system-authorities   | none  | every one of them would be refused
            sip: {connections: {max: 1}}                      | sip.connections.max          | 1     | out of range
            media: {external: {first-port: 20003}}            | media.external.first-port    | 20003 | odd
            media: {external: {dscp: {audio: 64}}}            | media.external.dscp.audio    | 64    | out of range
            media: {external: {last-port: 20000}}             | media.external.last-port     | 20000 | not above first-port
            media: {internal: {first-port: 30000}}            | media.internal.first-port    | 30000 | overlap
            media: {external: {address: 0.0.0.0}}             | media.external.advertised-host | 0.0.0.0 | every address
            media: {external: {first-port: 5060}}             | sip.listeners[0].port        | 5060  | range of media ports
            capacity: {max-calls: many}                       | capacity.max-calls           | many  | not a whole number
            capacity: {max-cals: 5}                           | capacity.max-cals            | 5     | unknown
            capacity: {max-call-bandwidth: 5}                 | capacity.max-call-bandwidth  | 5     | out of range
            capacity: {max-bandwidth-kbps: 5}                 | capacity.max-bandwidth-kbps  | 5     | retired
            process: {state-directory: /x}                    | process                      | a section | unknown
            """)
    void reportsWhatIsWrong(String yaml, String path, String value, String detail) {
        assertThat(read(yaml).problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.detail()).contains(detail);
            assertThat(problem.remedy()).isNotBlank();
        });
    }

    @Test
    void reportsEveryProblemAtOnce() {
        Reading<Settings> reading = read("""
                sip:
                  listeners:
                    - {name: a, side: external, transport: udp, address: 127.0.0.1, port: 99999}
                    - {name: a, side: inside, transport: udp, address: pbx, port: 5070}
                    - {side: external, transport: tcp, address: 127.0.0.1}
                  session-expires: 1x
                media: {inactivity-timeout: 1ms}
                capacity: {max-calls: 0, colour: red}
                """);
        assertThat(reading.problems())
                .extracting(Problem::path)
                .contains(
                        "sip.listeners[0].port",
                        "sip.listeners[1].side",
                        "sip.listeners[1].address",
                        "sip.listeners[2].name",
                        "sip.session-expires",
                        "media.inactivity-timeout",
                        "capacity.max-calls",
                        "capacity.colour");
    }

    @Test
    void refusesListenersThatCollide() {
        Reading<Settings> reading = read("""
                sip:
                  listeners:
                    - {name: a, side: external, transport: tcp, address: 127.0.0.1, port: 5060}
                    - {name: b, side: internal, transport: tls, address: 0.0.0.0, port: 5060, advertised-host: 10.0.0.1}
                    - {name: b, side: internal, transport: udp, address: 127.0.0.1, port: 5060}
                """);
        assertThat(reading.problems())
                .extracting(Problem::path)
                .containsExactly("sip.listeners[1].port", "sip.listeners[2].name");
    }

    @Test
    void namesTheKeyThatWasMeant() {
        assertThat(read("sip: {call-sever: {host: a}}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("Did you mean call-server?"));
        assertThat(read("sip: {call-server: {address: a}}").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).isEqualTo("Use host instead."));
    }

    @Test
    void neverRepeatsASecret() {
        Reading<Settings> reading = read("""
                sip: {call-server: {credentials: {username: gate, password: hunter2}}}
                """);
        assertThat(reading.effective().toString()).doesNotContain("hunter2").contains("***");
        assertThat(reading.orThrow().toString()).doesNotContain("hunter2");
        assertThat(read("sip: {call-server: {password: hunter2}}").problems().toString())
                .doesNotContain("hunter2");
        assertThat(read("sip: {call-server: {credentials: {username: gate, pasword: hunter2}}}")
                        .problems()
                        .toString())
                .doesNotContain("hunter2")
                .contains("Did you mean password?");
    }

    @Test
    void describesEverySettingForAdministrators() {
        List<SettingDescription> catalogue = SettingsDocument.catalogue();
        assertThat(catalogue)
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.path()).isNotBlank());
        assertThat(catalogue.stream().map(SettingDescription::path).collect(Collectors.toSet()))
                .contains("sip.listeners[].port", "sip.call-server.credentials.password", "capacity.max-bandwidth");
        assertThat(catalogue)
                .filteredOn(setting -> setting.path().equals("capacity.max-bandwidth"))
                .singleElement()
                .satisfies(setting -> {
                    assertThat(setting.unit()).isEqualTo("kbit/s");
                    assertThat(setting.retiredNames()).contains("max-bandwidth-kbps");
                });
    }
}
