package org.sallyport.service.sip.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTransport;

/** Which host names show on which side. */
class HostMapTest {
    private static HostMap hosts(String advertised, String callServer) {
        return HostMap.of(new SipSettings(
                List.of(
                        listener("out", Side.EXTERNAL, "192.0.2.10", advertised),
                        listener("in", Side.INTERNAL, "10.0.0.10", "gate.inside.example")),
                new CallServer(callServer, 0, SipTransport.UDP, Duration.ZERO, Optional.empty()),
                SipTls.AS_INSTALLED,
                SipConnections.AS_INSTALLED,
                SipRegistrations.AS_INSTALLED,
                Duration.ofMinutes(30),
                Duration.ofSeconds(90),
                Duration.ofSeconds(10),
                Duration.ofMinutes(3),
                16_384));
    }

    private static SipListener listener(String name, Side side, String bound, String advertised) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(bound), 5060);
        return new SipListener(name, SipTransport.UDP, new LocalAddress(side, address, advertised, 5060));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "[fd00::1]",
                "198.51.100.7",
                "dma",
                "pbx.corp",
                "room.local",
                "gate.inside.example",
                "cs.inside.example",
                "INSIDE.example",
                "rooms.cs.inside.example."
            })
    void showsOurOwnNameOutsideInPlaceOfTheInsides(String host) {
        assertThat(hosts("gate.public.example", "cs.inside.example").seenFrom(Side.EXTERNAL, host))
                .isEqualTo("gate.public.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner.example", "gate.public.example", "other.test"})
    void leavesPublicNamesAsTheyAre(String host) {
        assertThat(hosts("gate.public.example", "cs.inside.example").seenFrom(Side.EXTERNAL, host))
                .isEqualTo(host);
    }

    @Test
    void keepsTheDomainThatWeOurselvesAreAdvertisedIn() {
        HostMap hosts = hosts("sip.company.example", "dma.company.example");
        assertThat(hosts.seenFrom(Side.EXTERNAL, "company.example")).isEqualTo("company.example");
        assertThat(hosts.seenFrom(Side.EXTERNAL, "dma.company.example")).isEqualTo("sip.company.example");
    }

    @Test
    void showsTheCallServerInsideInPlaceOfOurExternalName() {
        HostMap hosts = hosts("gate.public.example", "cs.inside.example");
        assertThat(hosts.seenFrom(Side.INTERNAL, "gate.public.example")).isEqualTo("cs.inside.example");
        assertThat(hosts.seenFrom(Side.INTERNAL, "192.0.2.10")).isEqualTo("cs.inside.example");
        assertThat(hosts.seenFrom(Side.INTERNAL, "partner.example")).isEqualTo("partner.example");
    }
}
