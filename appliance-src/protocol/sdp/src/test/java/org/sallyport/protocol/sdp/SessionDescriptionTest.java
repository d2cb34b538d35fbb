package org.sallyport.protocol.sdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.sallyport.protocol.sdp.SdpResult.Malformed;
import org.sallyport.protocol.sdp.SdpResult.Parsed;

class SessionDescriptionTest {
    static final List<String> OFFERS = Offers.ALL;

    @ParameterizedTest
    @FieldSource("OFFERS")
    void writesWhatItReadByteForByte(String offer) {
        assertThat(parsed(offer).bytes()).isEqualTo(offer.getBytes(ISO_8859_1));
        String bare = offer.replace("\r\n", "\n").stripTrailing();
        assertThat(parsed(bare).bytes()).isEqualTo(bare.getBytes(ISO_8859_1));
    }

    @Test
    void keepsUnknownLinesOtherAlphabetsAndTrailingBlankLines() {
        String odd = Offers.RFC_8866_SECTION_5.replace("s=Call to John Smith", "s=Besprechung Zürich 会议")
                + "x=future\r\na=unheard-of:  two  spaces \r\n\r\n\r\n";
        byte[] bytes = odd.getBytes(UTF_8);
        assertThat(description(SessionDescription.parse(bytes)).bytes()).isEqualTo(bytes);
    }

    @Test
    void readsGeneratedDescriptionsAsTheyWere() {
        Random random = new Random(8866);
        for (int i = 0; i < 500; i++) {
            String text = GeneratedDescription.with(random);
            assertThat(parsed(text).bytes()).isEqualTo(text.getBytes(ISO_8859_1));
        }
    }

    @Test
    void neverThrowsOnDamage() {
        Random random = new Random(4475);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = Offers.ALL.get(i % Offers.ALL.size()).getBytes(ISO_8859_1);
            for (int hits = random.nextInt(1, 20); hits > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            switch (SessionDescription.parse(bytes)) {
                case Parsed(SessionDescription read) -> assertThat(read.bytes()).isEqualTo(bytes);
                case Malformed malformed -> assertThat(malformed.reason()).isNotBlank();
            }
        }
    }

    @Test
    void seesOriginConnectionsAndMedia() {
        SessionDescription offer = parsed(Offers.RFC_8866_SECTION_5);
        assertThat(offer.origin())
                .contains(new Origin("jdoe", "3724394400", "3724394405", "IN", "IP4", "198.51.100.1"));
        assertThat(offer.media()).extracting(part -> part.media().port()).containsExactly(49170, 49180, 51372);
        assertThat(offer.connectionOf(offer.media().get(0))).contains(Connection.to("198.51.100.1"));
        assertThat(offer.connectionOf(offer.media().get(2))).contains(Connection.to("2001:db8::2"));
        assertThat(offer.media().get(2).preferredRtpmap()).contains(new Rtpmap(99, "h263-1998", 90000));
        assertThat(offer.media().get(0).preferredRtpmap().map(Rtpmap::codec)).contains("PCMU/8000");
    }

    @Test
    void seesWhatRoomSystemsSayOfTheirStreams() {
        SessionDescription offer = parsed(Offers.ROOM_WITH_SLIDES);
        MediaDescription slides = offer.media().get(3);
        assertThat(slides.attribute("content").map(Attribute::value)).contains("slides");
        assertThat(offer.directionOf(slides)).isEqualTo(Direction.INACTIVE);
        assertThat(offer.directionOf(offer.media().get(1))).isEqualTo(Direction.SENDRECV);
        assertThat(offer.media().get(1).attributes("rtcp-fb")).hasSize(2);
        assertThat(offer.media().get(1).bandwidths())
                .extracting(Bandwidth::kbps)
                .containsExactly(Optional.of(3840L));
        MediaLine bfcp = offer.media().get(4).media();
        assertThat(bfcp).isEqualTo(new MediaLine("application", 5070, 1, "UDP/BFCP", "*"));
    }

    @Test
    void readsAnOriginWhoseUsernameHoldsSpaces() {
        assertThat(Origin.parse("Room 7 North 42 1 IN IP4 10.0.0.1"))
                .contains(new Origin("Room 7 North", "42", "1", "IN", "IP4", "10.0.0.1"));
    }

    @Test
    void readsRtcpPortsWithAndWithoutAddress() {
        assertThat(RtcpPort.parse("53020")).contains(new RtcpPort(53020, Optional.empty()));
        assertThat(RtcpPort.parse("53020 IN IP4 126.16.64.4"))
                .contains(new RtcpPort(53020, Optional.of(Connection.to("126.16.64.4"))));
        assertThat(RtcpPort.parse("99999")).isEmpty();
    }

    @Test
    void takesMulticastSuffixOffTheAddress() {
        assertThat(Connection.parse("IN IP4 233.252.0.1/127/3")).contains(Connection.to("233.252.0.1"));
    }

    @Test
    void putsNewLinesWhereTheirTypeBelongs() {
        SessionDescription offer = parsed(Offers.BROWSER).withLine(SdpLine.of('c', "IN IP4 203.0.113.1"));
        assertThat(offer.lines()).extracting(SdpLine::type).containsExactly('v', 'o', 's', 'c', 't', 'a', 'a', 'a');
        assertThat(offer.media()
                        .get(0)
                        .withLine(SdpLine.of('b', "AS:64"))
                        .lines()
                        .get(1)
                        .value())
                .isEqualTo("AS:64");
    }

    @Test
    void endsALineThatIsNoLongerTheLast() {
        String bare = "v=0\no=- 1 1 IN IP4 10.0.0.1\ns=-\nt=0 0";
        SessionDescription longer = parsed(bare).withLine(SdpLine.of('a', "sendrecv"));
        assertThat(new String(longer.bytes(), ISO_8859_1)).endsWith("t=0 0\r\na=sendrecv\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                     | 0 | empty
            'v=1;o=- 1 1 IN IP4 10.0.0.1'                          | 1 | does not begin with v=0
            'v=0;s=-;t=0 0'                                        | 0 | no origin that can be read
            'v=0;o=- x 1 IN IP4 10.0.0.1'                          | 0 | no origin that can be read
            'v=0;o=- 1 1 IN IP4 10.0.0.1;hello'                    | 3 | a line that is not type=value
            'v=0;;o=- 1 1 IN IP4 10.0.0.1'                         | 3 | a blank line before the end
            'v=0;o=- 1 1 IN IP4 10.0.0.1;m=audio 70000 RTP/AVP 0'  | 3 | an m-line that is not media, port, protocol and formats
            'v=0;o=- 1 1 IN IP4 10.0.0.1;m=audio RTP/AVP 0'        | 3 | an m-line that is not media, port, protocol and formats
            'v=0;o=- 1 1 IN IP4 10.0.0.1;m=audio 4000 RTP/AVP 0'   | 0 | an m-line in use without a connection
            """)
    void saysWhereAndWhyItIsNoDescription(String text, int line, String reason) {
        assertThat(SessionDescription.parse(text.replace(";", "\r\n").getBytes(ISO_8859_1)))
                .isEqualTo(new Malformed(line, reason));
    }

    @Test
    void acceptsADeclinedStreamWithoutConnection() {
        assertThat(parsed("v=0\no=- 1 1 IN IP4 10.0.0.1\nm=audio 0 RTP/AVP 0\n").media())
                .hasSize(1);
    }

    @Test
    void refusesWhatExceedsTheLimits() {
        String head = "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\nc=IN IP4 10.0.0.1\r\n";
        assertThat(reason(head + "a=x\r\n".repeat(SdpParser.MAX_LINES))).contains("lines");
        assertThat(reason(head + "m=audio 4000 RTP/AVP 0\r\n".repeat(SdpParser.MAX_MEDIA + 1)))
                .contains("m-lines");
        assertThat(reason(head + "a=" + "x".repeat(SdpParser.MAX_SIZE))).contains("bytes");
        assertThat(reason(head + "a=x\0y\r\n")).contains("control character");
    }

    private static String reason(String text) {
        return switch (SessionDescription.parse(text.getBytes(ISO_8859_1))) {
            case Malformed malformed -> malformed.reason();
            case Parsed(SessionDescription read) -> throw new AssertionError("parsed as " + read);
        };
    }

    private static SessionDescription parsed(String text) {
        return description(SessionDescription.parse(text.getBytes(ISO_8859_1)));
    }

    private static SessionDescription description(SdpResult result) {
        return switch (result) {
            case Parsed(SessionDescription read) -> read;
            case Malformed malformed -> throw new AssertionError(malformed.toString());
        };
    }
}
