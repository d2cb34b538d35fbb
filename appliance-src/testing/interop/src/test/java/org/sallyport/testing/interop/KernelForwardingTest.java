package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding.By;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.Namespace;
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
    private static final Dscp INWARD = new Dscp(10, 12, 14);

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
        useIpv6();
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

    /** The classes and sides differ from each other, so that none is taken for another. */
    @ParameterizedTest
    @CsvSource({
        "false, NATIVE, AUDIO, 46, 10",
        "false, NATIVE, VIDEO, 34, 12",
        "false, NATIVE, OTHER, 0, 14",
        "false, JDK, AUDIO, 46, 10",
        "true, NATIVE, AUDIO, 46, 10",
        "true, NATIVE, OTHER, 0, 14"
    })
    void marksPacketsByClassAndSide(boolean kernel, SocketMake make, MediaClass media, int outward, int inward)
            throws Exception {
        assertMarks(kernel, make, media, outward, inward);
    }

    @ParameterizedTest
    @CsvSource({"false, NATIVE", "false, JDK", "true, NATIVE"})
    void marksIpv6AsWell(boolean kernel, SocketMake make) throws Exception {
        useIpv6();
        assertMarks(kernel, make, MediaClass.VIDEO, 34, 12);
    }

    private void assertMarks(boolean kernel, SocketMake make, MediaClass media, int outward, int inward)
            throws Exception {
        count(zones.outside(), "udp sport 30000-30999", outward);
        count(zones.inside(), "udp sport 30000-30999", inward);
        try (RelayEngine engine = engine(kernel, make)) {
            RelayedStream stream = open(engine, media);
            if (kernel) {
                settle(stream, true);
                exchange(stream);
            } else {
                outside.send(stream, Side.EXTERNAL);
                inside.send(stream, Side.INTERNAL);
            }
            assertMarked(zones.outside());
            assertMarked(zones.inside());
        }
    }

    /** Some come, and all that come are marked as wanted. */
    private static void assertMarked(Namespace zone) throws Exception {
        Eventually.until("packets come to " + zone.name(), () -> counted(zone).getFirst() > 0);
        assertThat(counted(zone).getLast()).isZero();
    }

    /** What carries data, for connections are answered before there is one to mark. */
    @Test
    void marksConnectionsAsWell() throws Exception {
        count(zones.outside(), "tcp flags & psh == psh", 34);
        count(zones.inside(), "tcp flags & psh == psh", 12);
        try (RelayEngine engine = engine(false);
                ServerSocket server = zones.inside().call(() -> new ServerSocket(42_000))) {
            RelayedStream stream = zones.dmz().call(() -> engine.openConnections(CallId.random(), 0, MediaClass.VIDEO));
            stream.remote(Side.EXTERNAL, party(hosts.outside(), 9, ConnectionSetup.ACTIVE));
            stream.remote(Side.INTERNAL, party(hosts.inside(), 42_000, ConnectionSetup.PASSIVE));
            InetSocketAddress entry = stream.local(Side.EXTERNAL).bound();
            try (Socket caller = zones.outside().call(() -> new Socket(entry.getAddress(), entry.getPort()));
                    Socket callee = server.accept()) {
                caller.getOutputStream().write('?');
                assertThat(callee.getInputStream().read()).isEqualTo('?');
                callee.getOutputStream().write('!');
                assertThat(caller.getInputStream().read()).isEqualTo('!');
            }
        }
        assertThat(counted(zones.outside())).containsExactly(1L, 0L);
        assertThat(counted(zones.inside())).containsExactly(1L, 0L);
    }

    private static RemoteMedia party(String host, int port, ConnectionSetup setup) {
        return new RemoteMedia(address(host, port), null, 0, false, setup, null);
    }

    /** Has a zone count what comes from the relay, marked so and otherwise. */
    private void count(Namespace zone, String which, int dscp) throws Exception {
        String marked = " " + which + " " + (hosts.outside().contains(":") ? "ip6" : "ip") + " dscp ";
        String chain = "inet marks seen";
        zone.call(() -> Command.run(
                "nft",
                "add table inet marks; add chain " + chain + " { type filter hook input priority 0; };"
                        + "add rule " + chain + marked + dscp + " counter;"
                        + "add rule " + chain + marked + "!= " + dscp + " counter"));
    }

    private static List<Long> counted(Namespace zone) {
        String listed;
        try {
            listed = zone.call(() -> Command.run("nft", "list", "chain", "inet", "marks", "seen"));
        } catch (Exception e) {
            throw new IllegalStateException("the marks cannot be read", e);
        }
        return Pattern.compile("counter packets (\\d+)")
                .matcher(listed)
                .results()
                .map(counter -> Long.valueOf(counter.group(1)))
                .toList();
    }

    private void useIpv6() throws Exception {
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
    }

    private Party outside(int port) throws Exception {
        return new Party(new RtpEndpoint(zones.outside(), hosts.outside(), port, 0, PAYLOAD), port);
    }

    private Party inside() throws Exception {
        return new Party(new RtpEndpoint(zones.inside(), hosts.inside(), 42_000, 0, PAYLOAD), 42_000);
    }

    private RelayEngine engine(boolean kernel) throws Exception {
        return engine(kernel, SocketMake.best());
    }

    private RelayEngine engine(boolean kernel, SocketMake make) throws Exception {
        MediaSettings settings = new MediaSettings(
                range(hosts.dmzExternal(), Dscp.USUAL),
                range(hosts.dmzInternal(), INWARD),
                Duration.ofMinutes(1),
                LEARNING,
                Duration.ofMinutes(1),
                kernel);
        return zones.dmz()
                .call(() -> new RelayEngine(
                        new RelayOptions(1, make), () -> settings, new Metrics(), alarms, liveObjects, deadlines));
    }

    private static MediaRange range(String address, Dscp dscp) {
        return new MediaRange(InetAddress.ofLiteral(address), address, 30_000, 30_999, dscp);
    }

    private RelayedStream open(RelayEngine engine) throws Exception {
        return open(engine, MediaClass.AUDIO);
    }

    private RelayedStream open(RelayEngine engine, MediaClass media) throws Exception {
        RelayedStream stream = zones.dmz().call(() -> engine.openDatagrams(CallId.random(), 0, media));
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
