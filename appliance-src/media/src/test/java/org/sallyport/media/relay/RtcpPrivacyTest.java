package org.sallyport.media.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.socket.SocketMake;

/** What the inside says of itself in RTCP, seen from outside. Parties mux, so RTP and RTCP take one port. */
class RtcpPrivacyTest {
    private static final String REPORT = "80c90001 00005a11";
    private static final String CNAME = "bob@10.77.20.20";
    private static final String ZRTP_HELLO = "1000000a 5a525450 00005a11";

    private TestRelay relay;
    private Party outside;
    private Party inside;

    @BeforeEach
    void open() throws Exception {
        relay = new TestRelay(SocketMake.JDK);
        outside = Party.at("127.1.0.2");
        inside = Party.at("127.2.0.2");
    }

    @AfterEach
    void close() {
        relay.close();
        outside.close();
        inside.close();
    }

    @Test
    void givesACnameTheSamePseudonymOnEveryStreamOfACallAlone() throws Exception {
        CallId call = CallId.random();
        byte[] packet = packet(REPORT, description(1, CNAME));
        byte[] first = outward(stream(call, false), packet);
        byte[] second = outward(stream(call, false), packet);
        byte[] ofAnotherCall = outward(stream(CallId.random(), false), packet);

        assertThat(first).hasSameSizeAs(packet).isEqualTo(second).isNotEqualTo(ofAnotherCall);
        assertThat(text(first)).doesNotContain("bob").doesNotContain("10.77").doesNotContain("@");
        assertThat(HexFormat.of().formatHex(first))
                .startsWith(HexFormat.of().formatHex(packet).substring(0, 36));
        assertThat(name(first)).matches("[A-Za-z0-9_-]{15}");
        assertThat(first[first.length - 1]).isZero();
    }

    @Test
    void givesDifferentNamesDifferentPseudonyms() throws Exception {
        RelayedStream stream = stream(CallId.random(), false);
        byte[] one = outward(stream, packet(REPORT, description(1, "x".repeat(200) + "1")));
        byte[] other = outward(stream, packet(REPORT, description(1, "x".repeat(200) + "2")));
        assertThat(name(one)).hasSize(201).isNotEqualTo(name(other));
    }

    @Test
    void blanksWhatDescribesTheSenderAndLeavesWhatSignallingRefersTo() throws Exception {
        byte[] packet = packet(description(2, "Bob"), description(9, "\012\115\024\024"), description(15, "video1"));
        byte[] seen = outward(stream(CallId.random(), false), packet);
        assertThat(seen).isEqualTo(packet(description(7, "   "), description(7, "    "), description(15, "video1")));
    }

    @Test
    void blanksReasonsAndWhatApplicationsSay() throws Exception {
        byte[] packet =
                packet(REPORT, hex("81cb0003 00005a11 05 706c756773 0000"), hex("83cc0003 00005a11 4e414d45 0a4d1414"));
        byte[] seen = outward(stream(CallId.random(), false), packet);
        assertThat(seen)
                .isEqualTo(packet(
                        REPORT,
                        hex("81cb0003 00005a11 05 2020202020 0000"),
                        hex("80cc0003 00005a11 6e6f6e65 00000000")));
    }

    @Test
    void leavesWhatTheOutsideSaysAndWhatIsEncrypted() throws Exception {
        byte[] packet = packet(REPORT, description(1, CNAME));
        RelayedStream plain = stream(CallId.random(), false);
        outside.send(packet, plain.local(Side.EXTERNAL).bound());
        assertThat(inside.receive()).isEqualTo(packet);
        assertThat(outward(stream(CallId.random(), true), packet)).isEqualTo(packet);
    }

    @Test
    void dropsWhatItCannotReadUnlessThePartiesExchangeKeys() throws Exception {
        RelayedStream stream = stream(CallId.random(), false);
        byte[] encrypted = packet(REPORT, hex("00000001 0123456789abcdef0123"));
        inside.send(encrypted, stream.local(Side.INTERNAL).bound());
        assertThat(outward(stream, packet(ZRTP_HELLO))).isEqualTo(packet(ZRTP_HELLO));
        assertThat(relay.discarded("malformed", "internal")).isEqualTo(1);
        assertThat(outward(stream, encrypted)).isEqualTo(encrypted);
    }

    private RelayedStream stream(CallId call, boolean secured) throws Exception {
        RelayedStream stream = relay.engine.openDatagrams(call, 0, MediaClass.AUDIO);
        stream.remote(Side.EXTERNAL, muxed(outside.address(), secured));
        stream.remote(Side.INTERNAL, muxed(inside.address(), secured));
        return stream;
    }

    private static RemoteMedia muxed(InetSocketAddress party, boolean secured) {
        return new RemoteMedia(party, party, TestRelay.CLOCK_RATE, secured, null, null);
    }

    /** Sends from inside; what arrives outside. */
    private byte[] outward(RelayedStream stream, byte[] packet) throws IOException {
        inside.send(packet, stream.local(Side.INTERNAL).bound());
        return outside.receive();
    }

    /** A source description with one item. */
    private static byte[] description(int type, String text) {
        int length = (10 + text.length() + 4) / 4 * 4;
        return ByteBuffer.allocate(length)
                .put((byte) 0x81)
                .put((byte) 202)
                .putShort((short) (length / 4 - 1))
                .putInt(0x5a11)
                .put((byte) type)
                .put((byte) text.length())
                .put(text.getBytes(ISO_8859_1))
                .array();
    }

    /** The text of the first item of a description that follows a report. */
    private static String name(byte[] packet) {
        return text(packet).substring(18, 18 + Byte.toUnsignedInt(packet[17]));
    }

    private static String text(byte[] packet) {
        return new String(packet, ISO_8859_1);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] packet(Object... parts) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (Object part : parts) {
            packet.write(part instanceof byte[] octets ? octets : hex(part.toString()));
        }
        return packet.toByteArray();
    }
}
