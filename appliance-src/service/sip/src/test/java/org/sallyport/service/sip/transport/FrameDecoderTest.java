package org.sallyport.service.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.service.sip.screening.RejectReason;

class FrameDecoderTest {
    private static final TransportLimits LIMITS = TransportLimits.of(4096, SipConnections.AS_INSTALLED);

    private final List<Boolean> partial = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(() -> LIMITS, partial::add));

    @Test
    void readsMessagesThatShareASegment() {
        write(options("a", "") + options("b", "body") + options("c", ""));

        assertThat(callIds()).containsExactly("a", "b", "c");
    }

    @Test
    void readsMessagesSplitAtEveryOctet() {
        for (char c : (options("a", "0123456789") + "\r\n\r\n" + options("b", "")).toCharArray()) {
            write(String.valueOf(c));
        }

        assertThat(frames())
                .satisfiesExactly(
                        first -> assertThat(callId(first)).isEqualTo("a"),
                        second -> assertThat(second).isInstanceOf(Frame.Ping.class),
                        third -> assertThat(callId(third)).isEqualTo("b"));
    }

    @Test
    void ignoresASingleLineBreakBeforeAMessage() {
        write("\r\n" + options("a", ""));

        assertThat(callIds()).containsExactly("a");
    }

    @Test
    void answersEveryDoubleLineBreakOnce() {
        write("\r\n\r\n\r\n\r\n");

        assertThat(frames()).hasSize(2).allMatch(Frame.Ping.class::isInstance);
    }

    @Test
    void readsCompactAndFoldedContentLength() {
        write("OPTIONS sip:a@b SIP/2.0\r\ni: x\r\nl :\r\n  3\r\n\r\nabc" + options("y", ""));

        assertThat(callIds()).containsExactly("x", "y");
    }

    @Test
    void tellsWhetherAMessageHasBegun() {
        String message = options("a", "body");
        write(message.substring(0, 40));
        write(message.substring(40));

        assertThat(partial).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4x", "", "1, 1"})
    void givesUpOnAContentLengthThatIsNoNumber(String length) {
        write("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: " + length + "\r\n\r\n");

        assertThat(brokenBy()).isEqualTo(RejectReason.BAD_CONTENT_LENGTH);
    }

    @Test
    void givesUpOnContentLengthsThatDiffer() {
        write("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n");

        assertThat(brokenBy()).isEqualTo(RejectReason.BAD_CONTENT_LENGTH);
    }

    @Test
    void givesUpWithoutContentLength() {
        write("OPTIONS sip:a@b SIP/2.0\r\nCall-ID: a\r\n\r\n");

        assertThat(brokenBy()).isEqualTo(RejectReason.MISSING_CONTENT_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4096", "99999999999999999999"})
    void givesUpOnABodyThatIsTooLargeBeforeItComes(String length) {
        write("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: " + length + "\r\n\r\n");

        assertThat(brokenBy()).isEqualTo(RejectReason.OVERSIZED);
    }

    @Test
    void givesUpOnAHeaderSectionWithoutEnd() {
        write("OPTIONS sip:a@b SIP/2.0\r\nSubject: " + "a".repeat(4096));

        assertThat(brokenBy()).isEqualTo(RejectReason.OVERSIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", " OPTIONS", "\r\r", "\n"})
    void givesUpOnWhatIsNoMessage(String start) {
        write(start);

        assertThat(frames()).singleElement().isInstanceOf(Frame.Broken.class);
    }

    @Test
    void swallowsWhatFollowsSomethingBroken() {
        write("OPTIONS sip:a@b SIP/2.0\r\nContent-Length: x\r\n\r\n" + options("a", ""));
        write(options("b", ""));

        assertThat(frames()).singleElement().isInstanceOf(Frame.Broken.class);
    }

    private static String options(String callId, String body) {
        return "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: " + callId + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void write(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private List<Object> frames() {
        return List.copyOf(channel.inboundMessages());
    }

    private List<String> callIds() {
        return frames().stream().map(FrameDecoderTest::callId).toList();
    }

    private static String callId(Object frame) {
        return ((Frame.Message) frame).message().head().first("call-id").orElseThrow();
    }

    private RejectReason brokenBy() {
        return ((Frame.Broken) frames().getFirst()).reason();
    }
}
