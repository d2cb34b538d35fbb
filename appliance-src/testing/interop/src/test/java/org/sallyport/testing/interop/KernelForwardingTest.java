package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding.By;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;
import org.sallyport.testing.time.Eventually;

/** A relay in the DMZ whose settled flows the kernel forwards, as both parties and the figures see it. */
class KernelForwardingTest {
    private static final Duration PACE = Duration.ofMillis(5);
    private static final Duration LEARNING = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PACKETS = 100;
    private static final int LOST = 7;
    private static final int PAYLOAD = 160;
    private static final int RTP_HEADER = 12;
    private static final int CLOCK_RATE = 8000;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Alarms alarms = new Alarms("test", Clock.systemUTC());
    private Hosts hosts = new Hosts(
            ThreeZones.OUTSIDE_ADDRESS,
            ThreeZones.DMZ_EXTERNAL_ADDRESS,
            ThreeZones.DMZ_INTERNAL_ADDRESS,
            ThreeZones.INSIDE_ADDRESS);
    private ThreeZones zones;
    private Party outside;
    private Party inside;

    @BeforeEach
    void buildZones() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        zones = ThreeZones.build();
        outside = outside(40_000);
        inside = inside();
    }

    @AfterEach
    void removeZones() throws Exception {
        deadlines.close();
        outside.endpoint.close();
        inside.endpoint.close();
        zones.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsTheSameWithTheKernelAndWithout(boolean kernel) throws Exception {
        try (RelayEngine engine = engine(kernel)) {
            RelayedStream stream = open(engine);
            settle(stream, kernel);
            exchange(stream);
            lose(LOST);
            exchange(stream);
            signal(stream, 40_000);
            exchange(stream);
            stream.close();
            assertFigures(stream.received(Side.EXTERNAL), outside);
            assertFigures(stream.received(Side.INTERNAL), inside);
            assertThat(alarms.active()).isEmpty();
        }
        assertThat(tables()).doesNotContain("sallyport-media");
    }

    @Test
    void refusesAThirdPartyWhileTheKernelForwards() throws Exception {
        try (RelayEngine engine = engine(true);
                RtpEndpoint stranger =
                        new RtpEndpoint(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, 40_444, 0, PAYLOAD)) {
            RelayedStream stream = open(engine);
            settle(stream, true);
            stranger.send(PACKETS, PACE, stream.local(Side.EXTERNAL).bound());
            Eventually.until(
                    "the third party's packets are counted",
                    () -> stream.received(Side.EXTERNAL).discarded() == PACKETS);
            exchange(stream);
            assertThat(inside.endpoint.unexpected()).isEmpty();
        }
    }

    @Test
    void followsAPartyThatMovesByNewSignalling() throws Exception {
        try (RelayEngine engine = engine(true)) {
            RelayedStream stream = open(engine);
            settle(stream, true);
            outside.endpoint.close();
            outside = outside(40_100);
            signal(stream, 40_100);
            exchange(stream);
            settle(stream, true);
            exchange(stream);
            assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(address(ThreeZones.OUTSIDE_ADDRESS, 40_100));
        }
    }

    @Test
    void forwardsIpv6AsWell() throws Exception {
        zones.addIpv6Outside();
        zones.addIpv6Inside();
        hosts = new Hosts(
                ThreeZones.OUTSIDE_IPV6,
                ThreeZones.DMZ_EXTERNAL_IPV6,
                ThreeZones.DMZ_INTERNAL_IPV6,
                ThreeZones.INSIDE_IPV6);
        outside.endpoint.close();
        inside.endpoint.close();
        outside = outside(40_000);
        inside = inside();
        try (RelayEngine engine = engine(true)) {
            RelayedStream stream = open(engine);
            settle(stream, true);
            lose(LOST);
            exchange(stream);
            signal(stream, 40_000);
            exchange(stream);
            stream.close();
            assertFigures(stream.received(Side.EXTERNAL), outside);
            assertFigures(stream.received(Side.INTERNAL), inside);
        }
    }

    @Test
    void findsItsWayAnewWhenRoutesChange() throws Exception {
        try (RelayEngine engine = engine(true)) {
            RelayedStream stream = open(engine);
            settle(stream, true);
            Command.run("ip", "-netns", zones.dmz().name(), "route", "add", "198.51.100.0/24", "dev", "external");
            Eventually.until(
                    "both flows are the relay's again",
                    () -> stream.forwarding(Side.EXTERNAL).by() == By.RELAY
                            && stream.forwarding(Side.INTERNAL).by() == By.RELAY);
            exchange(stream);
            settle(stream, true);
        }
    }

    @Test
    void saysWhyTheKernelForwardsNothing() throws Exception {
        try (RelayEngine engine = engine(false)) {
            RelayedStream stream = open(engine);
            settle(stream, false);
            Eventually.until(
                    "the reason is shown",
                    () -> stream.forwarding(Side.EXTERNAL).reason().contains("media.kernel-forwarding"));
        }
    }

    private Party outside(int port) throws Exception {
        return new Party(new RtpEndpoint(zones.outside(), hosts.outside(), port, 0, PAYLOAD), port);
    }

    private Party inside() throws Exception {
        return new Party(new RtpEndpoint(zones.inside(), hosts.inside(), 42_000, 0, PAYLOAD), 42_000);
    }

    private RelayEngine engine(boolean kernel) throws Exception {
        MediaSettings settings = new MediaSettings(
                range(hosts.dmzExternal()),
                range(hosts.dmzInternal()),
                Duration.ofMinutes(1),
                LEARNING,
                Duration.ofMinutes(1),
                kernel);
        return zones.dmz()
                .call(() -> new RelayEngine(
                        new RelayOptions(1, SocketMake.best()),
                        () -> settings,
                        new Metrics(),
                        alarms,
                        liveObjects,
                        deadlines));
    }

    private static MediaRange range(String address) {
        return new MediaRange(InetAddress.ofLiteral(address), address, 30_000, 30_999);
    }

    private RelayedStream open(RelayEngine engine) throws Exception {
        RelayedStream stream = zones.dmz().call(() -> engine.openDatagrams(CallId.random(), 0));
        signal(stream, 40_000);
        return stream;
    }

    private void signal(RelayedStream stream, int outsidePort) {
        stream.remote(Side.EXTERNAL, media(hosts.outside(), outsidePort));
        stream.remote(Side.INTERNAL, media(hosts.inside(), 42_000));
    }

    private static RemoteMedia media(String host, int port) {
        return new RemoteMedia(address(host, port), address(host, port + 1), CLOCK_RATE, false, null, null);
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /** Both send until the kernel has both flows, or for a while when it is not to have them. */
    private void settle(RelayedStream stream, boolean kernel) throws Exception {
        exchange(stream);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (kernel && !isInKernel(stream)) {
            assertThat(System.nanoTime() - giveUp)
                    .describedAs(stream.forwarding(Side.EXTERNAL) + ", " + stream.forwarding(Side.INTERNAL))
                    .isNegative();
            exchange(stream);
        }
    }

    private static boolean isInKernel(RelayedStream stream) {
        return stream.forwarding(Side.EXTERNAL).by() == By.KERNEL
                && stream.forwarding(Side.INTERNAL).by() == By.KERNEL;
    }

    /** Both send at once; everything comes out at the other end as it was sent, though the kernel may overtake the relay. */
    private void exchange(RelayedStream stream) throws Exception {
        List<String> toInside = new ArrayList<>();
        Thread sender = Thread.ofPlatform().start(() -> toInside.addAll(outside.send(stream, Side.EXTERNAL)));
        List<String> toOutside = inside.send(stream, Side.INTERNAL);
        sender.join();
        assertThat(inside.endpoint.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(toInside);
        assertThat(outside.endpoint.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(toOutside);
    }

    /** Packets that never reach the relay. */
    private void lose(int count) throws Exception {
        outside.endpoint.send(count, PACE, address(hosts.dmzExternal(), 9));
        inside.endpoint.send(count, PACE, address(hosts.dmzInternal(), 9));
    }

    private static void assertFigures(FlowStatistics figures, Party party) {
        assertThat(figures.packets()).isEqualTo(party.sent);
        assertThat(figures.octets()).isEqualTo(party.sent * (RTP_HEADER + PAYLOAD));
        assertThat(figures.lost()).isEqualTo(LOST);
        assertThat(figures.discarded()).isZero();
    }

    private String tables() throws Exception {
        return zones.dmz().call(() -> Command.run("nft", "list", "tables"));
    }

    private record Hosts(String outside, String dmzExternal, String dmzInternal, String inside) {}

    /** A party and what it has sent to the relay. */
    private static final class Party {
        private final RtpEndpoint endpoint;
        private final int port;
        private long sent;

        Party(RtpEndpoint endpoint, int port) {
            this.endpoint = endpoint;
            this.port = port;
        }

        List<String> send(RelayedStream stream, Side side) {
            try {
                sent += PACKETS;
                return endpoint.send(PACKETS, PACE, stream.local(side).bound());
            } catch (IOException e) {
                throw new UncheckedIOException("from port " + port, e);
            }
        }
    }
}
