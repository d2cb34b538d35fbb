package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.calls.registrations.RegistrationSnapshot;
import org.sallyport.core.calls.registrations.RegistrationState;
import org.sallyport.service.sip.peer.RegisteringDevice;
import org.sallyport.service.sip.peer.SipPeer;
import org.sallyport.service.sip.peer.SipText;

/** Devices outside that register with the call server (RFC 3261 section 10). */
class RegistrationTest {
    private static final String CREDENTIALS = "Digest username=\"alice\", realm=\"pbx\", nonce=\"n1\", uri=\"sip:"
            + "enterprise.example\", response=\"0123456789abcdef0123456789abcdef\", cnonce=\"a,b\", qop=auth, nc=00000001";

    private final Gate gate = new Gate();
    private final Registrar registrar = new Registrar(gate);
    private final RegisteringDevice device = device(gate.outside);

    private RegisteringDevice device(SipPeer peer) {
        return RegisteringDevice.of(peer, gate.listener(Side.EXTERNAL), "sip:enterprise.example");
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private List<RegistrationSnapshot> registrations() {
        return gate.registrations.page(new RegistrationQuery("", null, "", 100)).items();
    }

    private SipText answer() {
        return gate.outside.finalResponse("REGISTER");
    }

    /** Registers the device; its contact inside. */
    private String registered(int grantedSeconds) {
        device.register();
        SipText inside = registrar.heard();
        registrar.grant(inside, grantedSeconds);
        assertThat(answer().status()).isEqualTo(200);
        return inside.uri("Contact");
    }

    @Test
    void letsTheDeviceProveItselfToTheCallServer() {
        device.register();
        SipText first = registrar.heard();
        registrar.answer(
                first,
                401,
                "Unauthorized",
                "WWW-Authenticate: Digest realm=\"pbx\", domain=\"sip:10.1.1.1\", nonce=\"n1\", qop=\"auth\"");
        assertThat(answer().must("WWW-Authenticate"))
                .contains("realm=\"pbx\"", "nonce=\"n1\"", "qop=\"auth\"")
                .doesNotContain("10.1.1.1");
        device.register("Authorization: " + CREDENTIALS);
        SipText second = registrar.heard();
        assertThat(second.must("Authorization").split(",\\s*")).containsExactlyInAnyOrder(CREDENTIALS.split(",\\s*"));
        assertThat(second.must("Call-ID")).isEqualTo(first.must("Call-ID")).isNotEqualTo(device.callId());
        assertThat(second.fromTag()).isEqualTo(first.fromTag());
        assertThat(second.cseq()).isGreaterThan(first.cseq());
        registrar.grant(second, 3600, "Authentication-Info: nextnonce=\"n2\"");
        assertThat(answer().must("Authentication-Info")).isEqualTo("nextnonce=\"n2\"");
        assertThat(registrations()).singleElement().satisfies(registration -> {
            assertThat(registration.alias()).isEqualTo("sip:alice@enterprise.example");
            assertThat(registration.userAgent()).isEqualTo("Room Kit 1");
            assertThat(registration.remoteAddress()).isEqualTo(gate.outside.hostPort());
            assertThat(Duration.between(registration.refreshedAt(), registration.expiresAt()))
                    .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
            assertThat(Duration.between(registration.refreshedAt(), registration.insideExpiresAt()))
                    .isBetween(Duration.ofSeconds(3599), Duration.ofSeconds(3601));
        });
    }

    @Test
    void showsTheInsideAContactOfOursAndTheDeviceItsOwnAlone() {
        device.send(
                "Contact: <" + RegisteringDevice.CONTACT
                        + ">;+sip.instance=\"<urn:uuid:1>\";reg-id=1;q=0.5;audio;expires=3600",
                "Supported: path, outbound, gruu",
                "Route: <sip:edge.example;lr>");
        SipText inside = registrar.heard();
        assertThat(inside.requestUri()).isEqualTo("sip:enterprise.example");
        assertThat(inside.must("Contact"))
                .matches("<sip:reg-[0-9a-f]{32}@" + gate.hostPort(Side.INTERNAL) + ">.*")
                .contains("+sip.instance=\"<urn:uuid:1>\"", "q=0.5", ";audio", "expires=3600")
                .doesNotContain("reg-id");
        assertThat(inside.must("Expires")).isEqualTo("3600");
        assertThat(inside.toString()).doesNotContain("192.168.7.7", device.callId(), "Route:", "outbound", "gruu");
        registrar.grant(
                inside,
                1800,
                "Service-Route: <sip:10.1.1.1;lr>",
                "Path: <sip:10.1.1.2;lr>",
                "Server: Secret 1.0",
                "P-Associated-URI: <sip:alice@inside.local>");
        SipText granted = answer();
        assertThat(granted.headers("Contact"))
                .singleElement()
                .satisfies(contact -> assertThat(contact)
                        .startsWith("<" + RegisteringDevice.CONTACT + ">")
                        .contains("reg-id=1", "expires=60"));
        assertThat(granted.toString()).doesNotContain("10.1.1", "Secret", "inside.local", user(inside.uri("Contact")));
    }

    @Test
    void mapsOurAddressToTheCallServersDomain() {
        RegisteringDevice direct =
                RegisteringDevice.of(gate.outside, gate.listener(Side.EXTERNAL), "sip:" + Gate.OUTSIDE);
        direct.register();
        SipText inside = registrar.heard();
        assertThat(inside.requestUri()).isEqualTo("sip:" + Gate.INSIDE);
        assertThat(inside.uri("To")).isEqualTo("sip:alice@" + Gate.INSIDE);
        assertThat(inside.uri("From")).isEqualTo("sip:alice@" + Gate.INSIDE);
        registrar.grant(inside, 3600);
        assertThat(answer().status()).isEqualTo(200);
    }

    @Test
    void answersRefreshesOfTheSameFlowItself() {
        registered(3600);
        device.register();
        assertThat(answer().must("Contact")).contains("expires=60");
        assertThat(registrar.hasUnheard()).isFalse();
        assertThat(gate.metric("sallyport_sip_registration_events_total{event=\"refreshed\"}"))
                .isEqualTo(1);
    }

    @Test
    void asksTheCallServerWhenTheDeviceSpeaksFromElsewhereAndFollowsItThere() {
        String contact = registered(3600);
        try (SipPeer elsewhere = new SipPeer(Gate.OUTSIDE)) {
            RegisteringDevice moved = device(elsewhere);
            moved.register();
            SipText inside = registrar.heard();
            assertThat(inside.uri("Contact")).as("the same device").isEqualTo(contact);
            registrar.grant(inside, 3600);
            assertThat(elsewhere.finalResponse("REGISTER").status()).isEqualTo(200);
            assertThat(registrations())
                    .singleElement()
                    .satisfies(registration ->
                            assertThat(registration.remoteAddress()).isEqualTo(elsewhere.hostPort()));
        }
    }

    @Test
    void asksTheCallServerWhenTheDeviceHasStartedAnew() {
        String contact = registered(3600);
        device.restart();
        assertThat(registered(3600)).isEqualTo(contact);
        assertThat(registrations()).hasSize(1);
    }

    @Test
    void neverGrantsMoreThanTheCallServerDid() {
        device.register();
        registrar.grant(registrar.heard(), 30);
        assertThat(answer().must("Contact")).containsPattern("expires=(29|30)");
        device.register();
        registrar.grant(registrar.heard(), 30);
        assertThat(answer().status()).isEqualTo(200);
    }

    @Test
    void grantsADeviceNoMoreThanItAsksFor() {
        device.send("Contact: <" + RegisteringDevice.CONTACT + ">;expires=25");
        registrar.grant(registrar.heard(), 3600);
        assertThat(answer().must("Contact")).contains("expires=25");
    }

    @Test
    void goesOnAnsweringWhileTheCallServerIsAwayAndItsGrantLasts() {
        registered(100);
        device.register();
        registrar.answer(registrar.heard(), 503, "Service Unavailable");
        assertThat(answer().status()).isEqualTo(200);
        assertThat(registrations()).hasSize(1);
    }

    @Test
    void asksForLongerWhenTheCallServerFindsItTooBrief() {
        device.register();
        SipText first = registrar.heard();
        registrar.answer(first, 423, "Interval Too Brief", "Min-Expires: 7200");
        SipText second = registrar.heard();
        assertThat(second.must("Contact")).contains("expires=7200");
        assertThat(second.cseq()).isGreaterThan(first.cseq());
        registrar.grant(second, 7200);
        assertThat(answer().must("Contact")).contains("expires=60");
    }

    @Test
    void tellsADeviceThatItsIntervalIsTooBrief() {
        device.send("Contact: <" + RegisteringDevice.CONTACT + ">;expires=3");
        SipText refusal = answer();
        assertThat(refusal.status()).isEqualTo(423);
        assertThat(refusal.must("Min-Expires")).isEqualTo("10");
    }

    @Test
    void removesAContact() {
        String contact = registered(3600);
        device.send("Contact: <" + RegisteringDevice.CONTACT + ">;expires=0");
        SipText inside = registrar.heard();
        assertThat(inside.uri("Contact")).isEqualTo(contact);
        assertThat(inside.must("Contact")).contains("expires=0");
        registrar.grant(inside, 0);
        SipText answer = answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Contact")).isEmpty();
        assertThat(registrations()).isEmpty();
    }

    @Test
    void removesAllContactsOfAnAddress() {
        registered(3600);
        device.send("Contact: *", "Expires: 0");
        SipText inside = registrar.heard();
        assertThat(inside.must("Contact")).isEqualTo("*");
        assertThat(inside.must("Expires")).isEqualTo("0");
        registrar.answer(inside, 200, "OK");
        assertThat(answer().status()).isEqualTo(200);
        assertThat(registrations()).isEmpty();
    }

    @Test
    void registersSeveralContactsAndTellsOfThemWhenAsked() {
        device.send(
                "Contact: <sip:alice@192.168.7.7:5060>, <sip:alice@192.168.7.7:5070;transport=udp>;q=0.2",
                "Expires: 3600");
        SipText inside = registrar.heard();
        assertThat(contacts(inside)).hasSize(2).doesNotHaveDuplicates();
        registrar.grant(inside, 3600);
        assertThat(contacts(answer())).hasSize(2);
        assertThat(registrations()).hasSize(2);
        device.send();
        SipText query = registrar.heard();
        assertThat(query.headers("Contact")).isEmpty();
        registrar.grant(query, 3600);
        assertThat(contacts(answer()))
                .hasSize(2)
                .allSatisfy(contact -> assertThat(contact).contains("192.168.7.7"));
    }

    private static List<String> contacts(SipText text) {
        return text.headers("Contact").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .toList();
    }

    @Test
    void forgetsADeviceThatDoesNotRefreshAndTellsTheCallServer() {
        String contact = registered(1);
        SipText removal = registrar.heard();
        assertThat(removal.uri("Contact")).isEqualTo(contact);
        assertThat(removal.must("Contact")).contains("expires=0");
        assertThat(removal.header("Authorization")).isNull();
        registrar.answer(removal, 401, "Unauthorized", "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\"");
        assertThat(registrations()).isEmpty();
        assertThat(gate.metric("sallyport_sip_registration_events_total{event=\"expired\"}"))
                .isEqualTo(1);
        Gate.await(
                "no deadline is left",
                () -> gate.liveObjects
                        .counts()
                        .getOrDefault("deadline-sip-registration", 0L)
                        .equals(0L));
    }

    @Test
    void endsARegistrationForAnAdministrator() {
        registered(3600);
        gate.registrations.find(registrations().getFirst().id()).orElseThrow().end();
        assertThat(registrations()).isEmpty();
        SipText removal = registrar.heard();
        assertThat(removal.must("Contact")).contains("expires=0");
        registrar.answer(removal, 200, "OK");
        device.register();
        registrar.grant(registrar.heard(), 3600);
        assertThat(answer().status()).as("it may come back").isEqualTo(200);
    }

    /** The device is not told of the restart; its next refresh finds a system that does not know it. */
    @Test
    void takesADeviceUpAgainByItsNextRefreshAfterARestart() {
        String user = user(registered(3600));
        gate.restart();
        assertThat(registrations()).isEmpty();
        device.target(gate.outside, gate.listener(Side.EXTERNAL));
        device.register();
        SipText inside = registrar.heard();
        assertThat(user(inside.uri("Contact")))
                .as("which the call server knows")
                .isEqualTo(user);
        registrar.grant(inside, 3600);
        assertThat(answer().status()).isEqualTo(200);
        assertThat(registrations()).hasSize(1);
    }

    private static String user(String uri) {
        return uri.substring(0, uri.indexOf('@'));
    }

    @Test
    void losesDevicesWhoseListenerIsGoneUntilTheyComeAgain() {
        registered(3600);
        gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE));
        Gate.await("the device is lost", () -> registrations().getFirst().state() == RegistrationState.UNREACHABLE);
        device.target(gate.outside, gate.listener(Side.EXTERNAL));
        device.register();
        registrar.grant(registrar.heard(), 3600);
        answer();
        assertThat(registrations())
                .singleElement()
                .satisfies(registration -> assertThat(registration.state()).isEqualTo(RegistrationState.ACTIVE));
    }
}
