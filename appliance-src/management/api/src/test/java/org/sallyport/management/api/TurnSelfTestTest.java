package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.json.Json;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.protocol.stun.StunMethod;

/** The self-test of TURN, on a server over UDP that is made up. */
final class TurnSelfTestTest extends ApiTest {
    private StubTurnServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new StubTurnServer();
        running.director.turn.credential = StubTurnServer.CREDENTIAL;
        running.turn = settings(true, "127.0.0.1");
        logIn();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** The server of the test, which the outside knows by some address. */
    private TurnSettings settings(boolean enabled, String advertised) {
        Map<String, Object> listener = Map.of(
                "name", "udp",
                "side", "external",
                "transport", "udp",
                "address", "127.0.0.1",
                "port", server.address().getPort());
        Map<String, Object> turn = Map.of(
                "enabled", enabled,
                "listeners", List.of(listener),
                "relay", Map.of("address", "127.0.0.1", "advertised-address", advertised));
        ObjectNode document = Json.MAPPER.valueToTree(Map.of("turn", turn));
        return SettingsDocument.read(document, Secret::new).orThrow().turn();
    }

    private JsonNode test() {
        return json(admin.send("POST", "/api/v1/turn/self-test")).get("results");
    }

    private static List<String> outcomes(JsonNode result) {
        return result.findValuesAsText("outcome");
    }

    @Test
    void sendsAPacketToItselfThroughTheRelayAndGivesTheAllocationBack() {
        JsonNode results = test();

        assertThat(results).hasSize(1);
        assertThat(results.findValuesAsText("name")).containsExactly("STUN", "ALLOCATE", "PERMIT", "RELAY");
        assertThat(outcomes(results.get(0))).containsOnly("PASSED");
        assertThat(results.at("/0/steps/1/seen").textValue()).contains("203.0.113.5:50002");
        assertThat(server.taken)
                .containsExactly(
                        StunMethod.BINDING, StunMethod.ALLOCATE, StunMethod.CREATE_PERMISSION, StunMethod.REFRESH);
        assertThat(audited("turn.self-test").get("after").textValue()).isEqualTo("passed");
    }

    @Test
    void saysWhyNothingIsAllocatedAndLeavesTheRestOut() {
        server.refusal = 508;
        JsonNode result = test().get(0);

        assertThat(outcomes(result)).containsExactly("PASSED", "FAILED", "LEFT_OUT", "LEFT_OUT");
        assertThat(result.at("/steps/1/seen").textValue()).contains("508 Insufficient Capacity");
        assertThat(result.at("/steps/1/remedy").textValue()).contains("turn.limits");
        assertThat(audited("turn.self-test").get("after").textValue()).isEqualTo("failed");
    }

    @Test
    void missesWhatDoesNotComeBackThroughTheRelay() {
        server.losing = true;
        JsonNode result = test().get(0);

        assertThat(outcomes(result)).containsExactly("PASSED", "PASSED", "PASSED", "FAILED");
        assertThat(result.at("/steps/3/seen").textValue()).isEqualTo("Nothing came back.");
        assertThat(result.at("/steps/3/remedy").textValue()).contains("50002 to 60001");
        assertThat(server.taken).endsWith(StunMethod.REFRESH);
    }

    @Test
    void asksAtTheListenersOwnAddressTooWhereNobodyAnswersOutside() {
        running.turn = settings(true, "127.0.0.9");
        JsonNode results = test();

        assertThat(results.findValuesAsText("target"))
                .containsExactly(
                        "127.0.0.9:" + server.address().getPort(),
                        "127.0.0.1:" + server.address().getPort());
        assertThat(results.at("/0/advertised").booleanValue()).isTrue();
        assertThat(outcomes(results.get(0))).containsExactly("FAILED", "LEFT_OUT", "LEFT_OUT", "LEFT_OUT");
        assertThat(results.at("/0/steps/0/remedy").textValue()).contains("router");
        assertThat(outcomes(results.get(1))).containsOnly("PASSED");
    }

    @Test
    void isRefusedWhileTheServerIsOff() {
        running.turn = settings(false, "127.0.0.1");

        assertThat(problem(admin.send("POST", "/api/v1/turn/self-test"))).isEqualTo("turn-disabled");
    }
}
