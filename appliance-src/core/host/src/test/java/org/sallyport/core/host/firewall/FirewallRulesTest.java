package org.sallyport.core.host.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.core.host.example.ExampleSettings;

class FirewallRulesTest {
    private static final int CONSOLE = 8443;

    private static String rules(String yaml) {
        return FirewallRules.render(ExampleSettings.read(yaml), CONSOLE);
    }

    @Test
    void writesTheRulesetOfASystemWithTwoSides() throws IOException {
        try (InputStream golden = FirewallRulesTest.class.getResourceAsStream("two-sides.nft")) {
            assertThat(rules(ExampleSettings.TWO_SIDES))
                    .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void letsNobodyInToWhatListensOnLoopback() {
        assertThat(rules(ExampleSettings.ONE_LEASED)).doesNotContain("5060").doesNotContain("20002");
    }

    @Test
    void letsLeasesInWhereAddressesAreLeased() {
        assertThat(rules(ExampleSettings.ONE_LEASED)).contains("iifname { \"eth0\" } udp sport 67 udp dport 68 accept");
        assertThat(rules(ExampleSettings.TWO_SIDES)).doesNotContain("dport 68");
    }

    @Test
    void letsInWhatListensForWhateverAddressTheRoleWillHave() {
        assertThat(rules(ExampleSettings.ONE_LEASED
                        + "sip: {listeners: [{name: outside, side: external, transport: udp},"
                        + " {name: inside, side: internal, transport: udp, port: 5070}]}"))
                .contains("iifname { \"eth0\" } udp dport 5060 accept", "iifname { \"eth0\" } udp dport 5070 accept");
    }

    @Test
    void servesSshOnlyWhenSwitchedOn() {
        assertThat(rules(ExampleSettings.ONE_LEASED)).doesNotContain("dport 22 ");
        assertThat(rules(ExampleSettings.TWO_SIDES)).contains("iifname { \"eth1\" } tcp dport 22 accept");
    }
}
