package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.time.Eventually;

/** The code points that relayed media bear, as the parties' kernels see them. */
class MediaMarksTest {
    @BeforeEach
    void needNamespaces() {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
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
        try (RelayInZones relay = RelayInZones.overIpv4()) {
            assertMarks(relay, kernel, make, media, outward, inward);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, NATIVE", "false, JDK", "true, NATIVE"})
    void marksIpv6AsWell(boolean kernel, SocketMake make) throws Exception {
        try (RelayInZones relay = RelayInZones.overIpv6()) {
            assertMarks(relay, kernel, make, MediaClass.VIDEO, 34, 12);
        }
    }

    private static void assertMarks(
            RelayInZones relay, boolean kernel, SocketMake make, MediaClass media, int outward, int inward)
            throws Exception {
        Namespace outside = relay.zones().outside();
        Namespace inside = relay.zones().inside();
        String family = relay.hosts().outside().contains(":") ? "ip6" : "ip";
        count(outside, "udp sport 30000-30999", family, outward);
        count(inside, "udp sport 30000-30999", family, inward);
        try (RelayEngine engine = relay.engine(kernel, make)) {
            RelayedStream stream = relay.open(engine, media);
            if (kernel) {
                relay.settle(stream, true);
                relay.exchange(stream);
            } else {
                relay.outside().send(stream, Side.EXTERNAL);
                relay.inside().send(stream, Side.INTERNAL);
            }
            assertMarked(outside);
            assertMarked(inside);
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
        try (RelayInZones relay = RelayInZones.overIpv4()) {
            Namespace outside = relay.zones().outside();
            Namespace inside = relay.zones().inside();
            count(outside, "tcp flags & psh == psh", "ip", 34);
            count(inside, "tcp flags & psh == psh", "ip", 12);
            try (RelayEngine engine = relay.engine(false);
                    ServerSocket server = inside.call(() -> new ServerSocket(43_000))) {
                RelayedStream stream =
                        relay.zones().dmz().call(() -> engine.openConnections(CallId.random(), 0, MediaClass.VIDEO));
                stream.remote(Side.EXTERNAL, party(relay.hosts().outside(), 9, ConnectionSetup.ACTIVE));
                stream.remote(Side.INTERNAL, party(relay.hosts().inside(), 43_000, ConnectionSetup.PASSIVE));
                InetSocketAddress entry = stream.local(Side.EXTERNAL).bound();
                try (Socket caller = outside.call(() -> new Socket(entry.getAddress(), entry.getPort()));
                        Socket callee = server.accept()) {
                    caller.getOutputStream().write('?');
                    assertThat(callee.getInputStream().read()).isEqualTo('?');
                    callee.getOutputStream().write('!');
                    assertThat(caller.getInputStream().read()).isEqualTo('!');
                }
            }
            assertThat(counted(outside)).containsExactly(1L, 0L);
            assertThat(counted(inside)).containsExactly(1L, 0L);
        }
    }

    private static RemoteMedia party(String host, int port, ConnectionSetup setup) {
        return new RemoteMedia(RelayInZones.address(host, port), null, 0, false, setup, null);
    }

    /** Has a zone count what comes from the relay, marked so and otherwise. */
    private static void count(Namespace zone, String which, String family, int dscp) throws Exception {
        String marked = " " + which + " " + family + " dscp ";
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
}
