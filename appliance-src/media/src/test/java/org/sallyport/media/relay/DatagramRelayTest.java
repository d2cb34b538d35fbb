package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.media.relay.TestRelay.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.time.Eventually;

@ParameterizedClass
@EnumSource(SocketMake.class)
class DatagramRelayTest {
    @Parameter
    SocketMake make = SocketMake.JDK;

    private TestRelay relay;
    private RelayedStream stream;
    private Party outside;
    private Party outsideRtcp;
    private Party inside;
    private Party insideRtcp;

    @BeforeEach
    void openStream() throws Exception {
        relay = new TestRelay(make);
        stream = relay.open();
        outside = Party.at("127.1.0.2");
        outsideRtcp = Party.at("127.1.0.2");
        inside = Party.at("127.2.0.2");
        insideRtcp = Party.at("127.2.0.2");
    }

    @AfterEach
    void close() {
        relay.close();
        outside.close();
        outsideRtcp.close();
        inside.close();
        insideRtcp.close();
    }

    private void signalBoth() {
        stream.remote(Side.EXTERNAL, media(outside.address(), outsideRtcp.address()));
        stream.remote(Side.INTERNAL, media(inside.address(), insideRtcp.address()));
    }

    private InetSocketAddress rtp(Side side) {
        return stream.local(side).bound();
    }

    private InetSocketAddress rtcp(Side side) {
        return new InetSocketAddress(rtp(side).getAddress(), rtp(side).getPort() + 1);
    }

    @Test
    void carriesPacketsUnchangedBothWaysFromItsOwnPorts() throws Exception {
        signalBoth();
        outside.sendRtp(1, rtp(Side.EXTERNAL));
        assertThat(inside.receive()).isEqualTo(Party.rtp(1));
        inside.sendRtp(2, rtp(Side.INTERNAL));
        assertThat(outside.receiveSource()).isEqualTo(rtp(Side.EXTERNAL));
        outside.sendRtp(3, rtp(Side.EXTERNAL));
        assertThat(inside.receiveSource()).isEqualTo(rtp(Side.INTERNAL));
    }

    @Test
    void givesAnEvenPortWithinTheRangeAndTheAdvertisedHost() {
        var range = relay.settings.get().external();
        assertThat(rtp(Side.EXTERNAL).getPort() % 2).isZero();
        assertThat(rtp(Side.EXTERNAL).getPort()).isBetween(range.firstPort(), range.lastPort());
        assertThat(stream.local(Side.EXTERNAL).advertisedHost()).isEqualTo("127.1.0.1");
    }

    @Test
    void carriesRtcpOnItsOwnPorts() throws Exception {
        signalBoth();
        byte[] report = HexFormat.of().parseHex("80c90001000000aa");
        outsideRtcp.send(report, rtcp(Side.EXTERNAL));
        assertThat(insideRtcp.receive()).isEqualTo(report);
        insideRtcp.send(report, rtcp(Side.INTERNAL));
        assertThat(outsideRtcp.receive()).isEqualTo(report);
    }

    @Test
    void joinsAMuxedPartyWithOneThatIsNot() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), outside.address()));
        stream.remote(Side.INTERNAL, media(inside.address(), insideRtcp.address()));
        byte[] report = HexFormat.of().parseHex("80c90001000000aa");
        outside.send(report, rtp(Side.EXTERNAL));
        assertThat(insideRtcp.receive()).isEqualTo(report);
        outside.sendRtp(7, rtp(Side.EXTERNAL));
        assertThat(inside.receiveSequence()).isEqualTo(7);
        insideRtcp.send(report, rtcp(Side.INTERNAL));
        assertThat(outside.receive()).isEqualTo(report);
    }

    @Test
    void carriesWhatIsNoRtpUnchanged() throws Exception {
        stream.remote(Side.EXTERNAL, TestRelay.notRtp(outside.address()));
        stream.remote(Side.INTERNAL, TestRelay.notRtp(inside.address()));
        Random random = new Random(4582);
        for (int length : new int[] {1, 0, 2, 11, 1472, 9000, 65_000}) {
            byte[] packet = new byte[length];
            random.nextBytes(packet);
            outside.send(packet, rtp(Side.EXTERNAL));
            assertThat(inside.receive()).isEqualTo(packet);
        }
        assertThat(stream.lastPayloadType(Side.EXTERNAL)).isEqualTo(-1);
    }

    @Test
    void carriesStunAndDtlsOnAnRtpStream() throws Exception {
        signalBoth();
        for (String start : new String[] {"000100002112a442", "16fefd0000000000"}) {
            byte[] packet = HexFormat.of().parseHex(start);
            outside.send(packet, rtp(Side.EXTERNAL));
            assertThat(inside.receive()).isEqualTo(packet);
        }
    }

    @Test
    void dropsRtpThatIsMalformedAndCountsIt() throws Exception {
        signalBoth();
        outside.send(new byte[] {(byte) 0x8f, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}, rtp(Side.EXTERNAL));
        outside.send(new byte[] {(byte) 0x80}, rtp(Side.EXTERNAL));
        outside.sendRtp(3, rtp(Side.EXTERNAL));
        assertThat(inside.receiveSequence()).isEqualTo(3);
        assertThat(relay.discarded("malformed", "external")).isEqualTo(2);
        assertThat(stream.received(Side.EXTERNAL).discarded()).isEqualTo(2);
    }

    @Test
    void sendsNothingToAPartyOnHoldAndGoesOnAfterwards() throws Exception {
        signalBoth();
        outside.sendRtp(1, rtp(Side.EXTERNAL));
        assertThat(inside.receiveSequence()).isEqualTo(1);
        stream.remote(Side.INTERNAL, media(null, null));
        outside.sendRtp(2, rtp(Side.EXTERNAL));
        Eventually.until("counted", () -> relay.discarded("no_peer", "external") == 1);
        stream.remote(Side.INTERNAL, media(inside.address(), insideRtcp.address()));
        outside.sendRtp(3, rtp(Side.EXTERNAL));
        assertThat(inside.receiveSequence()).isEqualTo(3);
    }

    @Test
    void takesAnUnspecifiedAddressAsHold() throws Exception {
        signalBoth();
        stream.remote(
                Side.INTERNAL,
                media(
                        new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 4000),
                        new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 4001)));
        outside.sendRtp(2, rtp(Side.EXTERNAL));
        Eventually.until("counted", () -> relay.discarded("no_peer", "external") == 1);
    }

    @Test
    void aPartyThatIsGoneDoesNotHinderTheOther() throws Exception {
        signalBoth();
        InetSocketAddress gone = inside.address();
        inside.close();
        for (int i = 0; i < 20; i++) {
            outside.sendRtp(i, rtp(Side.EXTERNAL));
        }
        insideRtcp.sendRtp(1, rtp(Side.INTERNAL));
        assertThat(outside.receiveSequence()).isEqualTo(1);
        assertThat(gone).isNotEqualTo(insideRtcp.address());
    }

    @Test
    void countsAnAddressOfAnotherFamilyAsRefused() throws Exception {
        stream.remote(Side.EXTERNAL, media(outside.address(), outsideRtcp.address()));
        stream.remote(Side.INTERNAL, media(new InetSocketAddress(InetAddress.ofLiteral("::1"), 4000), null));
        outside.sendRtp(1, rtp(Side.EXTERNAL));
        Eventually.until("counted", () -> relay.discarded("send_refused", "external") == 1);
    }

    @Test
    void knowsWhatItRelayed() throws Exception {
        signalBoth();
        for (int i = 0; i < 100; i++) {
            if (i != 50) {
                outside.sendRtp(i, rtp(Side.EXTERNAL));
                assertThat(inside.receiveSequence()).isEqualTo(i);
            }
        }
        Eventually.until(
                "published",
                () -> relay.metric("sallyport_media_packets_total{side=\"external\"}") == 99
                        && stream.received(Side.EXTERNAL).lost() == 1);
        FlowStatistics received = stream.received(Side.EXTERNAL);
        assertThat(received.packets()).isEqualTo(99);
        assertThat(received.octets()).isEqualTo(99 * 172);
        assertThat(received.jitterMillis()).isPositive();
        assertThat(received.discarded()).isZero();
        assertThat(stream.lastPayloadType(Side.EXTERNAL)).isZero();
        assertThat(stream.lastPayloadType(Side.INTERNAL)).isEqualTo(-1);
        assertThat(stream.received(Side.INTERNAL)).isEqualTo(FlowStatistics.NONE);
        assertThat(relay.metric("sallyport_media_octets_total{side=\"external\"}"))
                .isEqualTo(99 * 172);
    }

    @Test
    void tellsTheBitRateOfTheLastSecond() throws Exception {
        signalBoth();
        Eventually.until("a bit rate above 0", () -> {
            try {
                outside.sendRtp(1, rtp(Side.EXTERNAL));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return stream.received(Side.EXTERNAL).bitsPerSecond() > 0;
        });
        Eventually.until(
                "and 0 when silent", () -> stream.received(Side.EXTERNAL).bitsPerSecond() == 0);
    }

    @Test
    void computesTheRoundTripFromReportsThatPass() throws Exception {
        signalBoth();
        outsideRtcp.send(
                HexFormat.of()
                        .parseHex("80c80006 0000aaaa 11112222 33334444 00000000 00000000 00000000".replace(" ", "")),
                rtcp(Side.EXTERNAL));
        insideRtcp.receive();
        insideRtcp.send(
                HexFormat.of()
                        .parseHex("81c90007 0000bbbb 0000aaaa 00000000 00000000 00000000 22223333 00000000"
                                .replace(" ", "")),
                rtcp(Side.INTERNAL));
        outsideRtcp.receive();
        Eventually.until("known", () -> stream.received(Side.INTERNAL).roundTripMillis() != null);
        assertThat(stream.received(Side.INTERNAL).roundTripMillis()).isPositive();
        assertThat(stream.received(Side.EXTERNAL).roundTripMillis()).isNull();
    }

    @Test
    void silenceEndsWithAPacket() throws Exception {
        signalBoth();
        Eventually.until("silent for a while", () -> stream.silence().toMillis() >= 30);
        var before = stream.silence();
        outside.sendRtp(1, rtp(Side.EXTERNAL));
        inside.receive();
        Eventually.until("shorter", () -> stream.silence().compareTo(before) < 0);
    }

    @Test
    void closingFreesEverything() throws Exception {
        signalBoth();
        InetSocketAddress port = rtp(Side.EXTERNAL);
        assertThat(relay.liveObjects.counts()).containsEntry("media-stream", 1L);
        stream.close();
        stream.close();
        Eventually.until("gone", () -> relay.liveObjects.counts().getOrDefault("media-stream", 1L) == 0);
        try (Party successor = Party.at(port)) {
            assertThat(successor.address()).isEqualTo(port);
        }
        assertThat(relay.metric("sallyport_media_ports{side=\"external\",transport=\"udp\",state=\"in_use\"}"))
                .isZero();
        assertThat(relay.metric("sallyport_media_ports{side=\"external\",transport=\"udp\",state=\"resting\"}"))
                .isEqualTo(1);
    }

    @Test
    void carriesManyStreamsAtOnce() throws Exception {
        RelayedStream[] streams = new RelayedStream[100];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = relay.open();
            streams[i].remote(Side.EXTERNAL, media(outside.address(), null));
            streams[i].remote(Side.INTERNAL, new RemoteMedia(inside.address(), null, 8000, false, null, null));
        }
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < streams.length; i++) {
                outside.sendRtp(i, streams[i].local(Side.EXTERNAL).bound());
                assertThat(inside.receiveSequence()).isEqualTo(i);
            }
        }
    }
}
