package org.sallyport.protocol.stun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder.Ending;

/** The test vectors of RFC 5769 and of RFC 8489 appendix B (as corrected by erratum 6268). */
final class VectorTest {
    private static final String SHORT_TERM_REQUEST = """
            000100582112a442b7e7a701bc34d686fa87dfae
            802200105354554e207465737420636c69656e74
            002400046e0001ff
            80290008932ff9b151263b36
            00060009 6576746a3a68367659202020
            00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
            80280004e57a3bcf
            """;
    private static final String IPV4_RESPONSE = """
            0101003c2112a442b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200008 0001a147e112a643
            00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
            80280004c07d4c96
            """;
    private static final String IPV6_RESPONSE = """
            010100482112a442b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
            00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
            80280004c8fb0b4c
            """;
    private static final MessageKey SHORT_TERM_KEY =
            new MessageKey(Integrity.SHA1, "VOkJxbRl1RmTxUk/WvJxBt".getBytes(UTF_8));
    private static final String USER = "\u30de\u30c8\u30ea\u30c3\u30af\u30b9";

    @Test
    void readsTheRequestWithShortTermCredentials() {
        Decoded decoded = decoded(octets(SHORT_TERM_REQUEST));

        StunMessage message = decoded.message();
        assertThat(message.messageClass()).isEqualTo(StunClass.REQUEST);
        assertThat(message.method()).isEqualTo(StunMethod.BINDING);
        assertThat(message.get(StunAttributes.SOFTWARE)).isEqualTo("STUN test client");
        assertThat(message.get(StunAttributes.PRIORITY)).isEqualTo(0x6e0001ff);
        assertThat(message.get(StunAttributes.ICE_CONTROLLED)).isEqualTo(0x932ff9b151263b36L);
        assertThat(message.get(StunAttributes.USERNAME)).isEqualTo("evtj:h6vY");
        assertThat(decoded.hasFingerprint()).isTrue();
        assertThat(decoded.isSignedWith(SHORT_TERM_KEY)).isTrue();
        assertThat(decoded.isSignedWith(new MessageKey(Integrity.SHA1, "other".getBytes(UTF_8))))
                .isFalse();
    }

    @Test
    void readsTheAddressesOfTheResponses() {
        Decoded ipv4 = decoded(octets(IPV4_RESPONSE));
        Decoded ipv6 = decoded(octets(IPV6_RESPONSE));

        assertThat(ipv4.message().get(StunAttributes.XOR_MAPPED_ADDRESS)).isEqualTo(address("192.0.2.1"));
        assertThat(ipv6.message().get(StunAttributes.XOR_MAPPED_ADDRESS))
                .isEqualTo(address("2001:db8:1234:5678:11:2233:4455:6677"));
        assertThat(List.of(ipv4, ipv6)).allMatch(decoded -> decoded.isSignedWith(SHORT_TERM_KEY));
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 32_853);
    }

    @Test
    void writesTheResponseButForItsPadding() {
        StunMessage response = decoded(octets(IPV4_RESPONSE)).message();

        Decoded again = decoded(StunEncoder.encode(response, SHORT_TERM_KEY, Ending.FINGERPRINT));

        // the vector pads with a space, we with zero, so that the codes differ
        assertThat(again.message()).isEqualTo(response);
        assertThat(again.isSignedWith(SHORT_TERM_KEY)).isTrue();
    }

    @Test
    void writesTheRequestWithLongTermCredentials() {
        StunMessage request = new StunMessage(
                StunClass.REQUEST,
                StunMethod.BINDING,
                new TransactionId(0x78ad3433, 0xc6ad72c029da412eL),
                List.of(
                        StunAttributes.USERNAME.of(USER),
                        StunAttributes.NONCE.of("f//499k954d6OL34oL9FSTvy64sA"),
                        StunAttributes.REALM.of("example.org")));
        MessageKey key =
                LongTermCredential.messageKey(Integrity.SHA1, PasswordAlgorithm.MD5, USER, "example.org", "TheMatrIX");

        assertThat(HexFormat.of().formatHex(StunEncoder.encode(request, key, Ending.PLAIN)))
                .isEqualTo("000100602112a44278ad3433c6ad72c029da412e"
                        + "00060012e3839ee38388e383aae38383e382afe382b90000"
                        + "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341"
                        + "0014000b6578616d706c652e6f726700"
                        + "00080014f67024656dd64a3e02b8e0712e85c9a28ca89666");
    }

    @Test
    void writesTheRequestWithSha256AndUserhash() {
        StunMessage request = new StunMessage(
                StunClass.REQUEST,
                StunMethod.BINDING,
                new TransactionId(0x78ad3433, 0xc6ad72c029da412eL),
                List.of(
                        StunAttributes.USERHASH.of(LongTermCredential.userhash(USER, "example.org")),
                        StunAttributes.NONCE.of("obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA"),
                        StunAttributes.REALM.of("example.org"),
                        StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.SHA_256)));
        MessageKey key = LongTermCredential.messageKey(
                Integrity.SHA256, PasswordAlgorithm.SHA_256, USER, "example.org", "TheMatrIX");

        assertThat(HexFormat.of().formatHex(StunEncoder.encode(request, key, Ending.PLAIN)))
                .isEqualTo("000100902112a44278ad3433c6ad72c029da412e"
                        + "001e00204a3cf38fef6992bda952c6780417da0f24819415569e60b205c46e41407f1704"
                        + "001500296f624d61744a6f73324141414366"
                        + "2f2f3439396b39353464364f4c33346f4c39465354767936347341000000"
                        + "0014000b6578616d706c652e6f726700"
                        + "001d000400020000"
                        + "001c0020b5c7bf005b6c52a21c51c5e892f81924136296cb927c43149309278cc6518e65");
    }

    private static byte[] octets(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal.replaceAll("\\s", ""));
    }

    private static Decoded decoded(byte[] octets) {
        return (Decoded) StunDecoder.decode(octets);
    }
}
