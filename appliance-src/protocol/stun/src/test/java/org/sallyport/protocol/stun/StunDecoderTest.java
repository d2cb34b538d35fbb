package org.sallyport.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunDecoding.Malformed;
import org.sallyport.protocol.stun.StunDecoding.Reason;
import org.sallyport.protocol.stun.StunEncoder.Ending;

final class StunDecoderTest {
    private static final MessageKey KEY = new MessageKey(Integrity.SHA1, new byte[] {1, 2, 3});
    private static final MessageKey KEY_SHA256 = new MessageKey(Integrity.SHA256, new byte[] {1, 2, 3});

    static Stream<Attribute<?>> attributes() {
        return Samples.attributes().stream();
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void readsWhatWasWritten(Attribute<?> attribute) {
        StunMessage message = StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, attribute);

        Decoded decoded = decoded(StunEncoder.encode(message, KEY_SHA256, Ending.FINGERPRINT));

        assertThat(decoded.message()).isEqualTo(message);
        assertThat(decoded.isSignedWith(KEY_SHA256)).isTrue();
        assertThat(decoded.hasIntegrity(Integrity.SHA1)).isFalse();
        assertThat(decoded.message().unknownRequired()).isEmpty();
    }

    @Test
    void readsEveryMethodAndClass() {
        for (StunMethod method : StunMethod.values()) {
            for (StunClass messageClass : StunClass.values()) {
                StunMessage message = StunMessage.of(messageClass, method);
                assertThat(decoded(StunEncoder.encode(message, Ending.PLAIN)).message())
                        .isEqualTo(message);
            }
        }
    }

    @Test
    void refusesWhatIsNoMessage() {
        byte[] sound = StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING), Ending.FINGERPRINT);

        assertThat(reason(Arrays.copyOf(sound, 19))).isEqualTo(Reason.LENGTH);
        assertThat(reason(new byte[StunDecoder.MAX_LENGTH + 1])).isEqualTo(Reason.LENGTH);
        assertThat(reason(changed(sound, 0, 0x80))).isEqualTo(Reason.NOT_STUN);
        assertThat(reason(changed(sound, 5, 0x00))).isEqualTo(Reason.NOT_STUN);
        assertThat(reason(changed(sound, 3, 12))).isEqualTo(Reason.WRONG_COUNT);
        assertThat(reason(changed(sound, 1, 0x02))).isEqualTo(Reason.METHOD);
        assertThat(reason(changed(sound, 23, 8))).isEqualTo(Reason.ATTRIBUTES);
        assertThat(reason(changed(sound, 19, sound[19] + 1))).isEqualTo(Reason.FINGERPRINT);
    }

    @Test
    void refusesValuesThatAreNotOfTheirTypeAndTellsTheHeader() {
        StunMessage lifetime = StunMessage.of(
                StunClass.REQUEST, StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ofMinutes(10)));
        byte[] octets = StunEncoder.encode(lifetime, Ending.PLAIN);

        Malformed malformed = (Malformed) StunDecoder.decode(changed(octets, 23, 3));

        assertThat(malformed.reason()).isEqualTo(Reason.VALUE);
        assertThat(malformed.header())
                .isEqualTo(new StunMessage(StunClass.REQUEST, StunMethod.REFRESH, lifetime.id(), List.of()));
    }

    @Test
    void refusesMoreAttributesThanAnyMessageNeeds() {
        Attribute<?>[] many = new Attribute<?>[StunDecoder.MAX_ATTRIBUTES + 1];
        Arrays.fill(many, StunAttributes.USE_CANDIDATE.of(true));

        assertThat(reason(
                        StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING, many), Ending.PLAIN)))
                .isEqualTo(Reason.ATTRIBUTES);
    }

    @Test
    void countsNothingThatNoIntegrityVouchesFor() {
        StunMessage message = StunMessage.of(StunClass.REQUEST, StunMethod.BINDING, StunAttributes.REALM.of("r"));
        byte[] signed = StunEncoder.encode(message, KEY, Ending.PLAIN);
        ByteBuffer longer = ByteBuffer.allocate(signed.length + 8).put(signed);
        longer.putInt(0x80220004).putInt(0x61626364).putShort(2, (short) (signed.length - 20 + 8));

        Decoded decoded = decoded(longer.array());

        assertThat(decoded.message()).isEqualTo(message);
        assertThat(decoded.isSignedWith(KEY)).isTrue();
    }

    @Test
    void believesNoIntegrityOfAChangedMessage() {
        StunMessage message = StunMessage.of(StunClass.REQUEST, StunMethod.BINDING, StunAttributes.REALM.of("realm"));
        for (MessageKey key : List.of(KEY, KEY_SHA256)) {
            byte[] signed = StunEncoder.encode(message, key, Ending.PLAIN);
            for (int at = 0; at < signed.length; at++) {
                byte[] damaged = changed(signed, at, signed[at] ^ 1);
                boolean believed = StunDecoder.decode(damaged) instanceof Decoded decoded && decoded.isSignedWith(key);
                assertThat(believed).as("octet %d", at).isFalse();
            }
        }
    }

    @Test
    void believesNoIntegrityThatIsCutShort() {
        StunMessage message = StunMessage.of(StunClass.REQUEST, StunMethod.BINDING);
        byte[] full = StunEncoder.encode(message, KEY_SHA256, Ending.PLAIN);
        ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(full, full.length - 16));
        cut.putShort(2, (short) 20).putShort(22, (short) 16);

        Decoded decoded = decoded(cut.array());

        assertThat(decoded.hasIntegrity(Integrity.SHA256)).isTrue();
        assertThat(decoded.isSignedWith(KEY_SHA256)).isFalse();
    }

    @Test
    void tellsWhatMustBeUnderstoodAndIsNot() {
        StunMessage message = StunMessage.of(
                StunClass.REQUEST,
                StunMethod.BINDING,
                AttributeType.unknown(0x7abc).of(Octets.of((byte) 1)),
                AttributeType.unknown(0x8abc).of(Octets.of((byte) 2)));

        Decoded decoded = decoded(StunEncoder.encode(message, Ending.PLAIN));

        assertThat(decoded.message()).isEqualTo(message);
        assertThat(decoded.message().unknownRequired()).containsExactly(0x7abc);
    }

    @Test
    void givesAllPeersOfARequestAndTheFirstOfOthers() {
        InetSocketAddress one = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 1);
        InetSocketAddress two = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 2);
        StunMessage message = StunMessage.of(
                StunClass.REQUEST,
                StunMethod.CREATE_PERMISSION,
                StunAttributes.XOR_PEER_ADDRESS.of(one),
                StunAttributes.XOR_PEER_ADDRESS.of(two));

        assertThat(message.all(StunAttributes.XOR_PEER_ADDRESS)).containsExactly(one, two);
        assertThat(message.get(StunAttributes.XOR_PEER_ADDRESS)).isEqualTo(one);
        assertThat(message.get(StunAttributes.LIFETIME)).isNull();
    }

    private static byte[] changed(byte[] octets, int at, int value) {
        byte[] changed = octets.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static Reason reason(byte[] octets) {
        return ((Malformed) StunDecoder.decode(octets)).reason();
    }

    private static Decoded decoded(byte[] octets) {
        return (Decoded) StunDecoder.decode(octets);
    }
}
