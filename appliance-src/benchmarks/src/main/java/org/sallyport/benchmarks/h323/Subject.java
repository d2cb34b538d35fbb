package org.sallyport.benchmarks.h323;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.rewrite.IpTransportAddress;
import org.sallyport.protocol.h323.rewrite.MessageRewriter;
import org.sallyport.protocol.h323.rewrite.MessageVisitor;

/**
 * A message to measure with.
 *
 * @param octets as it comes
 * @param decoded what it is
 */
record Subject<T extends PerValue>(PerType<T> type, Octets octets, PerResult.Decoded<T> decoded) {
    private static final Properties CAPTURED = captured();
    private static final MessageVisitor TO_OUR_SIDE = new OtherAddress();

    /** Puts the same address into each place, as a proxy does. */
    private static final class OtherAddress implements MessageVisitor {
        private static final byte[] OURS = {(byte) 198, 51, 100, 1};

        @Override
        public @Nullable IpTransportAddress address(IpTransportAddress address) {
            return new IpTransportAddress(Octets.of(OURS), address.port());
        }
    }

    /** The one of a name: an entry of messages.properties, or openLogicalChannel. */
    static Subject<?> named(String name) {
        return switch (name) {
            case "setup" -> of(H323UserInformation.TYPE, captured(name));
            case "registrationRequest" -> of(RasMessage.TYPE, captured(name));
            case "openLogicalChannel" ->
                of(
                        MultimediaSystemControlMessage.TYPE,
                        MultimediaSystemControlMessage.TYPE.encode(H264Channel.message()));
            default -> of(MultimediaSystemControlMessage.TYPE, captured(name));
        };
    }

    private static <T extends PerValue> Subject<T> of(PerType<T> type, Octets octets) {
        return new Subject<>(type, octets, decoded(type, octets));
    }

    private static <T extends PerValue> PerResult.Decoded<T> decoded(PerType<T> type, Octets octets) {
        return switch (type.decode(octets)) {
            case PerResult.Decoded<T> decoded -> decoded;
            case PerResult.Malformed<T> malformed -> throw new IllegalStateException(malformed.toString());
        };
    }

    private static Octets captured(String name) {
        return Octets.of(HexFormat.of().parseHex(CAPTURED.getProperty(name)));
    }

    private static Properties captured() {
        Properties messages = new Properties();
        try (InputStream resource = Subject.class.getResourceAsStream("messages.properties")) {
            messages.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    PerResult<T> decode() {
        return type.decode(octets);
    }

    /** Anew, not the octets that came. */
    Octets encode() {
        return type.encode(decoded.value());
    }

    /** Every address replaced, those within fast start and tunnelled messages too, and written. */
    Octets rewrite() {
        return MessageRewriter.rewrite(decoded, TO_OUR_SIDE).encode();
    }
}
