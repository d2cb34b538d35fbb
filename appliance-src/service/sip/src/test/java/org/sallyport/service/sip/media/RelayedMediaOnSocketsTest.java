package org.sallyport.service.sip.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.testing.time.Eventually;

/** The media of a call on the relay itself: what the descriptions say is where the packets go. */
class RelayedMediaOnSocketsTest {
    private static final Pattern AUDIO = Pattern.compile("c=IN IP4 (\\S+)\r\n(?s:.*)m=audio (\\d+) ");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PCMA = 8;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final DatagramSocket caller;
    private final DatagramSocket callee;
    private final Settings settings;
    private final RelayEngine relay;
    private final CallMedia media;

    RelayedMediaOnSocketsTest() throws IOException {
        caller = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        callee = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0));
        settings = onLoopback();
        relay = new RelayEngine(
                RelayOptions.ofSystem(),
                settings::media,
                new Metrics(),
                new Alarms("test", Clock.systemUTC()),
                liveObjects,
                deadlines);
        media = new RelayedCallMediaFactory(relay, () -> settings, _ -> List.of(), new Metrics()).open(CallId.random());
    }

    @BeforeEach
    void bePatient() throws IOException {
        caller.setSoTimeout(PATIENCE_MILLIS);
        callee.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() {
        media.close();
        relay.close();
        deadlines.close();
        caller.close();
        callee.close();
    }

    @Test
    void carriesPacketsBothWaysAndShowsThem() throws Exception {
        InetSocketAddress towardsCallee = told(Side.EXTERNAL, Role.OFFER, caller);
        InetSocketAddress towardsCaller = told(Side.INTERNAL, Role.ANSWER, callee);
        assertThat(towardsCallee.getHostString()).isEqualTo("127.2.0.1");
        assertThat(towardsCaller.getHostString()).isEqualTo("127.1.0.1");
        send(caller, rtp(1), towardsCaller);
        assertThat(received(callee)).isEqualTo(rtp(1));
        send(callee, rtp(7), towardsCallee);
        assertThat(received(caller)).isEqualTo(rtp(7));
        // A packet is counted once it was passed on, which may be after it arrived.
        Eventually.until(
                Duration.ofMillis(PATIENCE_MILLIS),
                () -> "each end's packet is counted: " + media.streams(),
                () -> media.streams().getFirst().ends().stream()
                        .allMatch(end -> end.received().packets() == 1));
        assertThat(media.streams().getFirst().ends()).allSatisfy(end -> {
            assertThat(end.codec()).isEqualTo("PCMA/8000");
            assertThat(end.latchedAddress()).isEqualTo(end.signalledAddress());
        });
        media.close();
        assertThat(media.streams().getFirst().ends().getFirst().received().packets())
                .isEqualTo(1);
    }

    @Test
    void joinsThePartyThatConnectsToTheOneThatListens() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, callee.getLocalAddress())) {
            told(Side.EXTERNAL, Role.OFFER, caller.getLocalAddress(), "9 TCP/BFCP *\r\na=setup:active");
            InetSocketAddress towardsCaller = told(
                    Side.INTERNAL,
                    Role.ANSWER,
                    callee.getLocalAddress(),
                    listening.getLocalPort() + " TCP/BFCP *\r\na=setup:passive");
            listening.setSoTimeout(PATIENCE_MILLIS);
            try (Socket connecting = new Socket()) {
                connecting.bind(new InetSocketAddress(caller.getLocalAddress(), 0));
                connecting.connect(towardsCaller, PATIENCE_MILLIS);
                connecting.getOutputStream().write(rtp(1));
                try (Socket accepted = listening.accept()) {
                    accepted.setSoTimeout(PATIENCE_MILLIS);
                    assertThat(accepted.getInputStream().readNBytes(rtp(1).length))
                            .isEqualTo(rtp(1));
                }
            }
        }
    }

    private InetSocketAddress told(Side from, Role role, DatagramSocket party) throws Exception {
        return told(from, role, party.getLocalAddress(), party.getLocalPort() + " RTP/AVP " + PCMA);
    }

    private InetSocketAddress told(Side from, Role role, InetAddress party, String mLine) throws Exception {
        String host = party.getHostAddress();
        String description = "v=0\r\no=- 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\nm=audio "
                + mLine + "\r\n";
        byte[] relayed = media.relay(from, party, role, description.getBytes(ISO_8859_1));
        MatchResult audio = AUDIO.matcher(new String(relayed, ISO_8859_1))
                .results()
                .findFirst()
                .orElseThrow();
        return new InetSocketAddress(InetAddress.ofLiteral(audio.group(1)), Integer.parseInt(audio.group(2)));
    }

    private static byte[] rtp(int sequence) {
        return ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) PCMA)
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(0x5a11)
                .array();
    }

    private static void send(DatagramSocket from, byte[] packet, InetSocketAddress to) throws IOException {
        from.send(new DatagramPacket(packet, packet.length, to));
    }

    private static byte[] received(DatagramSocket party) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        party.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static Settings onLoopback() {
        Settings all = TestSettings.of("127.1.0.1", "127.2.0.1");
        MediaSettings media = new MediaSettings(
                range("127.1.0.1"),
                range("127.2.0.1"),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                false);
        return new Settings(all.sip(), media, all.turn(), all.capacity(), all.management(), all.network());
    }

    /** A few ports at a random place below the ephemeral ones. */
    private static MediaRange range(String host) {
        int first = 2 * ThreadLocalRandom.current().nextInt(5_000, 15_000);
        return new MediaRange(InetAddress.ofLiteral(host), host, first, first + 199, Dscp.USUAL);
    }
}
