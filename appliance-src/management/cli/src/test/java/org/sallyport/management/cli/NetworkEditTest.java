package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.base.json.Json;

final class NetworkEditTest {
    private static final String TWO_INTERFACES = """
            {"network": {"interfaces": [
                {"name": "eth0", "roles": ["external"], "ipv4": "192.0.2.10/24", "ipv4-gateway": "192.0.2.1"},
                {"name": "eth1", "roles": ["internal"], "ipv4": "10.0.0.10/24"}]}}""";

    private static JsonNode patch(String... assignments) throws JsonProcessingException {
        return NetworkEdit.patch(Json.MAPPER.readTree(TWO_INTERFACES), List.of(assignments));
    }

    @Test
    void changesOneInterfaceAndKeepsTheOthers() throws JsonProcessingException {
        JsonNode interfaces = patch("eth1.ipv4=10.0.0.20/24", "eth1.roles=internal,management")
                .at("/network/interfaces");
        assertThat(interfaces.at("/0/ipv4-gateway").textValue()).isEqualTo("192.0.2.1");
        assertThat(interfaces.at("/1/ipv4").textValue()).isEqualTo("10.0.0.20/24");
        assertThat(interfaces.at("/1/roles")).extracting(JsonNode::textValue).containsExactly("internal", "management");
    }

    @Test
    void addsAndRemovesInterfaces() throws JsonProcessingException {
        JsonNode interfaces = patch("eth0=null", "eth2.ipv4=dhcp").at("/network/interfaces");
        assertThat(interfaces.findValuesAsText("name")).containsExactly("eth1", "eth2");
    }

    @Test
    void takesAValueOfAnInterfaceBackToItsDefault() throws JsonProcessingException {
        assertThat(patch("eth0.ipv4-gateway=null").at("/network/interfaces/0").has("ipv4-gateway"))
                .isFalse();
    }

    @Test
    void changesWhatIsNoInterfaceWithoutTouchingThem() throws JsonProcessingException {
        JsonNode network = patch("hostname=gate", "dns-servers=10.0.0.53, 10.0.0.54", "firewall.ssh=true")
                .path("network");
        assertThat(network.has("interfaces")).isFalse();
        assertThat(network.path("hostname").textValue()).isEqualTo("gate");
        assertThat(network.path("dns-servers")).hasSize(2);
        assertThat(network.at("/firewall/ssh").booleanValue()).isTrue();
    }

    @Test
    void readsRoutesAsPeopleWriteThem() throws JsonProcessingException {
        JsonNode routes = patch("routes=10.0.0.0/8 via 10.1.0.1, 172.16.0.0/12 via 10.1.0.2")
                .at("/network/routes");
        assertThat(routes.findValuesAsText("to")).containsExactly("10.0.0.0/8", "172.16.0.0/12");
        assertThat(routes.findValuesAsText("via")).containsExactly("10.1.0.1", "10.1.0.2");
        assertThatThrownBy(() -> patch("routes=10.0.0.0/8 via 10.1.0.1, 172.16.0.0/12"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("172.16.0.0/12");
    }

    @Test
    void refusesWhatIsNoAssignment() {
        assertThatThrownBy(() -> patch("eth0.ipv4")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> patch("eth0=up")).isInstanceOf(ApiException.class);
    }
}
