package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.testing.interop.baresip.Baresip;
import org.sallyport.testing.interop.kamailio.Kamailio;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.wire.Capture;
import org.sallyport.testing.interop.wire.Payload;

/** A softphone outside that registers with the call server inside, by its password, and is called from there. */
class RegistrationTest extends GateInZones {
    private static final String ACCOUNT = "sip:room12@enterprise.example";
    private static final String REGISTRATIONS = "/api/v1/registrations";
    private static final String DEVICE = ThreeZones.OUTSIDE_ADDRESS + ":5064";
    private static final String CALL_SERVER = ThreeZones.INSIDE_ADDRESS + ":5080";
    private static final String COLLEAGUE = ThreeZones.INSIDE_ADDRESS + ":5082";
    private static final Pattern REFRESHED =
            Pattern.compile("sallyport_sip_registration_events_total\\{[^}]*event=\"refreshed\"[^}]*} [1-9]");
    private static final String ESTABLISHED = "Call established";

    private static Baresip device(String proxy, int interval) throws Exception {
        return Baresip.register(zones.outside(), DEVICE, ACCOUNT, "open sesame", proxy, interval);
    }

    /** The registration by a transport; those of other tests may not have expired yet. */
    private static JsonNode awaitActive(String transport) throws Exception {
        appliance.api().await(REGISTRATIONS, found -> !active(found, transport).isMissingNode());
        return active(appliance.api().get(REGISTRATIONS), transport);
    }

    private static JsonNode active(JsonNode registrations, String transport) {
        return registrations
                .path("items")
                .valueStream()
                .filter(one -> one.path("transport").asText().equals(transport)
                        && one.path("state").asText().equals("ACTIVE"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    @ParameterizedTest
    @CsvSource({
        "UDP, sip:203.0.113.1:5060;transport=udp",
        "TCP, sip:203.0.113.1:5060;transport=tcp",
        "TLS, sip:203.0.113.1:5061;transport=tls"
    })
    void isReachedThroughItsOwnConnectionAndSeesNothingOfTheInside(String transport, String proxy) throws Exception {
        try (Capture outside = Capture.start(zones.outside(), "eth0", ThreeZones.DMZ_EXTERNAL_ADDRESS);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "registrar"))) {
            callServer.awaitPinged();
            try (Baresip device = device(proxy, 600)) {
                Sipp.Granted granted = callServer.awaitRegistered();
                assertThat(granted.expires()).isEqualTo("expires=3600");
                JsonNode registration = awaitActive(transport);
                assertThat(registration.path("alias").asText()).isEqualTo(ACCOUNT);
                assertThat(registration.path("userAgent").asText()).startsWith("baresip");

                String contact = granted.contact();
                assertThat(contact).startsWith("sip:reg-").contains("@" + ThreeZones.DMZ_INTERNAL_ADDRESS + ":5070");
                try (Baresip colleague = Baresip.start(zones.inside(), "carol", COLLEAGUE, "/dial " + contact)) {
                    colleague.awaitWord(ESTABLISHED);
                    device.awaitWord(ESTABLISHED);
                }
            }
            outside.stop();
            List<Payload> outward = outside.payloads("ip.src == " + ThreeZones.DMZ_EXTERNAL_ADDRESS);
            assertThat(outward).isNotEmpty();
            assertThat(Zones.inside().in(outward)).isEmpty();
        }
    }

    @Test
    void isFoundByARegistrarThatKnowsNothingOfUs() throws Exception {
        assumeTrue(Kamailio.isInstalled(), "needs kamailio");
        try (Capture outside = Capture.start(zones.outside(), "eth0", ThreeZones.DMZ_EXTERNAL_ADDRESS);
                Kamailio callServer = Kamailio.start(zones.inside(), CALL_SERVER)) {
            appliance
                    .api()
                    .await(
                            "/api/v1/overview",
                            overview -> overview.at("/now/callServer/state")
                                    .asText()
                                    .equals("REACHABLE"));
            try (Baresip device = device("sip:203.0.113.1:5060;transport=tcp", 600)) {
                assertThat(awaitActive("TCP").path("alias").asText())
                        .as(callServer.log())
                        .isEqualTo(ACCOUNT);
                try (Baresip colleague =
                        Baresip.start(zones.inside(), "carol", COLLEAGUE, "/dial sip:room12@" + CALL_SERVER)) {
                    colleague.awaitWord(ESTABLISHED);
                    device.awaitWord(ESTABLISHED);
                }
            }
            outside.stop();
            List<Payload> outward = outside.payloads("ip.src == " + ThreeZones.DMZ_EXTERNAL_ADDRESS);
            assertThat(outward).isNotEmpty();
            assertThat(Zones.inside().in(outward)).isEmpty();
        }
    }

    @Test
    void refreshesWithoutTheCallServerBeingAsked() throws Exception {
        try (Capture inside = Capture.start(zones.inside(), "eth0", ThreeZones.DMZ_INTERNAL_ADDRESS);
                Sipp callServer = Sipp.start(Zones.callServer(zones, "registrar"))) {
            callServer.awaitPinged();
            try (Baresip device = device("sip:203.0.113.1:5060;transport=udp", 12)) {
                Sipp.Granted granted = callServer.awaitRegistered();
                assertThat(granted.expires()).isEqualTo("expires=3600");
                String refreshed = appliance.api().awaitText("/metrics", REFRESHED.asPredicate());
                assertThat(refreshed).containsPattern(REFRESHED);
                assertThat(awaitActive("UDP").path("alias").asText()).isEqualTo(ACCOUNT);
                inside.stop();
                String user = granted.contact().replaceFirst("sip:(.*)@.*", "$1");
                assertThat(inside.packets("sip.Method == \"REGISTER\" && frame contains \"" + user + "\""))
                        .as("unproven, proven")
                        .hasSize(2);
                assertThat(device).isNotNull();
            }
        }
    }
}
