package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.Forwarding.By;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.rtp.RtpEndpoint;

/** A relay in the DMZ, with one party of its streams outside and one inside. */
final class RelayInZones implements AutoCloseable {
    static final int PACKETS = 100;
    static final int PAYLOAD = 160;
    static final Duration PACE = Duration.ofMillis(5);

    private static final Duration LEARNING = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLOCK_RATE = 8000;
    private static final int OUTSIDE_PORT = 40_000;
    private static final int INSIDE_PORT = 42_000;
    private static final Dscp INWARD = new Dscp(10, 12, 14);

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Alarms alarms = new Alarms("test", Clock.systemUTC());
    private final ThreeZones zones;
    private final Hosts hosts;
    private final Party inside;
    private Party outside;

    private RelayInZones(Hosts hosts) throws Exception {
        this.hosts = hosts;
        this.zones = ThreeZones.build();
        if (hosts.equals(Hosts.IPV6)) {
            zones.addIpv6Outside();
            zones.addIpv6Inside();
        }
        this.outside = outside(OUTSIDE_PORT);
        this.inside = new Party(new RtpEndpoint(zones.inside(), hosts.inside, INSIDE_PORT, 0, PAYLOAD), INSIDE_PORT);
    }

    static RelayInZones overIpv4() throws Exception {
        return new RelayInZones(Hosts.IPV4);
    }

    static RelayInZones overIpv6() throws Exception {
        return new RelayInZones(Hosts.IPV6);
    }

    /** Where the parties are, and the relay between them. */
    record Hosts(String outside, String dmzExternal, String dmzInternal, String inside) {
        private static final Hosts IPV4 = new Hosts(
                ThreeZones.OUTSIDE_ADDRESS,
                ThreeZones.DMZ_EXTERNAL_ADDRESS,
                ThreeZones.DMZ_INTERNAL_ADDRESS,
                ThreeZones.INSIDE_ADDRESS);

        private static final Hosts IPV6 = new Hosts(
                ThreeZones.OUTSIDE_IPV6,
                ThreeZones.DMZ_EXTERNAL_IPV6,
                ThreeZones.DMZ_INTERNAL_IPV6,
                ThreeZones.INSIDE_IPV6);
    }

    ThreeZones zones() {
        return zones;
    }

    Hosts hosts() {
        return hosts;
    }

    Party outside() {
        return outside;
    }

    Party inside() {
        return inside;
    }

    Alarms alarms() {
        return alarms;
    }

    RelayEngine engine(boolean kernel) throws Exception {
        return engine(kernel, SocketMake.best());
    }

    RelayEngine engine(boolean kernel, SocketMake make) throws Exception {
        MediaSettings settings = new MediaSettings(
                range(hosts.dmzExternal, Dscp.USUAL),
                range(hosts.dmzInternal, INWARD),
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

    RelayedStream open(RelayEngine engine) throws Exception {
        return open(engine, MediaClass.AUDIO);
    }

    RelayedStream open(RelayEngine engine, MediaClass media) throws Exception {
        RelayedStream stream = zones.dmz().call(() -> engine.openDatagrams(CallId.random(), 0, media));
        signal(stream);
        return stream;
    }

    /** Says, again, where the parties are. */
    void signal(RelayedStream stream) {
        stream.remote(Side.EXTERNAL, media(hosts.outside, outside.port));
        stream.remote(Side.INTERNAL, media(hosts.inside, inside.port));
    }

    /** Moves the party outside to another port, of which the relay knows nothing yet. */
    void moveOutside(int port) throws Exception {
        outside.endpoint.close();
        outside = outside(port);
    }

    private Party outside(int port) throws Exception {
        return new Party(new RtpEndpoint(zones.outside(), hosts.outside, port, 0, PAYLOAD), port);
    }

    private static RemoteMedia media(String host, int port) {
        return new RemoteMedia(address(host, port), address(host, port + 1), CLOCK_RATE, false, null, null);
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /** Both send until the kernel has both flows, or for a while when it is not to have them. */
    void settle(RelayedStream stream, boolean kernel) throws Exception {
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
    void exchange(RelayedStream stream) throws Exception {
        List<String> toInside = new ArrayList<>();
        Thread sender = Thread.ofPlatform().start(() -> toInside.addAll(outside.send(stream, Side.EXTERNAL)));
        List<String> toOutside = inside.send(stream, Side.INTERNAL);
        sender.join();
        assertThat(inside.endpoint.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(toInside);
        assertThat(outside.endpoint.awaitPackets(PACKETS)).containsExactlyInAnyOrderElementsOf(toOutside);
    }

    /** Packets of both parties that never reach the relay. */
    void lose(int count) throws Exception {
        outside.endpoint.send(count, PACE, address(hosts.dmzExternal, 9));
        inside.endpoint.send(count, PACE, address(hosts.dmzInternal, 9));
    }

    @Override
    public void close() throws IOException {
        deadlines.close();
        outside.endpoint.close();
        inside.endpoint.close();
        zones.close();
    }

    /** A party and what it has sent to the relay. */
    static final class Party {
        private final RtpEndpoint endpoint;
        private final int port;
        private long sent;

        private Party(RtpEndpoint endpoint, int port) {
            this.endpoint = endpoint;
            this.port = port;
        }

        RtpEndpoint endpoint() {
            return endpoint;
        }

        long sent() {
            return sent;
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
