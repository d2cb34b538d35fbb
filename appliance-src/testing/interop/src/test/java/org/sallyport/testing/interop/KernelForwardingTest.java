package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sallyport.testing.interop.RelayInZones.PACE;
import static org.sallyport.testing.interop.RelayInZones.PACKETS;
import static org.sallyport.testing.interop.RelayInZones.PAYLOAD;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding.By;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;
import org.sallyport.testing.time.Eventually;

/** A relay in the DMZ whose settled flows the kernel forwards, as both parties and the figures see it. */
class KernelForwardingTest {
    private static final int LOST = 7;
    private static final int RTP_HEADER = 12;

    /** Half a second each: until the routes of new devices change no more, which would fetch flows back as well. */
    private static final int CALMING_EXCHANGES = 6;

    private static final int LOOK_EXCHANGES = 30;

    @BeforeEach
    void needNamespaces() {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheSameWithTheKernelAndWithout(boolean kernel) throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4()) {
            assertCounts(relay, kernel);
            assertThat(relay.alarms().active()).isEmpty();
            assertThat(relay.zones().dmz().call(() -> Command.run("nft", "list", "tables")))
                    .doesNotContain("sallyport-media");
        }
    }

    @Test
    void forwardsIpv6AsWell() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv6()) {
            assertCounts(relay, true);
        }
    }

    private static void assertCounts(RelayInZones relay, boolean kernel) throws Exception {
        try (RelayEngine engine = relay.engine(kernel)) {
            RelayedStream stream = relay.open(engine);
            relay.settle(stream, kernel);
            relay.exchange(stream);
            relay.lose(LOST);
            relay.exchange(stream);
            relay.signal(stream);
            relay.exchange(stream);
            stream.close();
            assertFigures(stream.received(Side.EXTERNAL), relay.outside());
            assertFigures(stream.received(Side.INTERNAL), relay.inside());
        }
    }

    private static void assertFigures(FlowStatistics figures, RelayInZones.Party party) {
        assertThat(figures.packets()).isEqualTo(party.sent());
        assertThat(figures.octets()).isEqualTo(party.sent() * (RTP_HEADER + PAYLOAD));
        assertThat(figures.lost()).isEqualTo(LOST);
        assertThat(figures.discarded()).isZero();
    }

    /** Nothing is signalled: the flow comes back by itself, and goes again. */
    @Test
    void looksAtAFlowAndGivesItBack() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4();
                RelayEngine engine = relay.engine(true)) {
            RelayedStream stream = relay.open(engine);
            for (int i = 0; i < CALMING_EXCHANGES; i++) {
                relay.exchange(stream);
            }
            relay.settle(stream, true);
            relay.lose(LOST);
            for (int i = 0; i < LOOK_EXCHANGES && !isLossSeen(stream); i++) {
                relay.exchange(stream);
            }
            assertThat(isLossSeen(stream)).isTrue();
            relay.settle(stream, true);
            Eventually.until(
                    "all packets are counted",
                    () -> stream.received(Side.EXTERNAL).packets()
                            == relay.outside().sent());
        }
    }

    private static boolean isLossSeen(RelayedStream stream) {
        return stream.received(Side.EXTERNAL).lost() == LOST
                && stream.received(Side.INTERNAL).lost() == LOST;
    }

    @Test
    void refusesAThirdPartyWhileTheKernelForwards() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4();
                RelayEngine engine = relay.engine(true);
                RtpEndpoint stranger =
                        new RtpEndpoint(relay.zones().outside(), ThreeZones.OUTSIDE_ADDRESS, 40_444, 0, PAYLOAD)) {
            RelayedStream stream = relay.open(engine);
            relay.settle(stream, true);
            stranger.send(PACKETS, PACE, stream.local(Side.EXTERNAL).bound());
            Eventually.until(
                    "the third party's packets are counted",
                    () -> stream.received(Side.EXTERNAL).discarded() == PACKETS);
            relay.exchange(stream);
            assertThat(relay.inside().endpoint().unexpected()).isEmpty();
        }
    }

    @Test
    void followsAPartyThatMovesByNewSignalling() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4();
                RelayEngine engine = relay.engine(true)) {
            RelayedStream stream = relay.open(engine);
            relay.settle(stream, true);
            relay.moveOutside(40_100);
            relay.signal(stream);
            relay.exchange(stream);
            relay.settle(stream, true);
            relay.exchange(stream);
            assertThat(stream.latched(Side.EXTERNAL))
                    .isEqualTo(RelayInZones.address(ThreeZones.OUTSIDE_ADDRESS, 40_100));
        }
    }

    @Test
    void findsItsWayAnewWhenRoutesChange() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4();
                RelayEngine engine = relay.engine(true)) {
            RelayedStream stream = relay.open(engine);
            relay.settle(stream, true);
            String dmz = relay.zones().dmz().name();
            Command.run("ip", "-netns", dmz, "route", "add", "198.51.100.0/24", "dev", "external");
            Eventually.until(
                    "both flows are the relay's again",
                    () -> stream.forwarding(Side.EXTERNAL).by() == By.RELAY
                            && stream.forwarding(Side.INTERNAL).by() == By.RELAY);
            relay.exchange(stream);
            relay.settle(stream, true);
        }
    }

    @Test
    void saysWhyTheKernelForwardsNothing() throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv4();
                RelayEngine engine = relay.engine(false)) {
            RelayedStream stream = relay.open(engine);
            relay.settle(stream, false);
            Eventually.until(
                    "the reason is shown",
                    () -> stream.forwarding(Side.EXTERNAL).reason().contains("media.kernel-forwarding"));
        }
    }
}
