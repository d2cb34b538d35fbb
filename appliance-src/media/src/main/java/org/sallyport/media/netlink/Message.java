package org.sallyport.media.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message from the kernel.
 *
 * @param type what it is
 * @param sequence that of the request it answers
 * @param body all behind the header, in the machine's byte order
 */
public record Message(int type, int sequence, ByteBuffer body) {
    /** The type of an acknowledgement or refusal. */
    public static final int ERROR = 2;

    /** The type of the end of a list. */
    public static final int DONE = 3;

    private static final int HEADER_LENGTH = 16;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int ATTRIBUTE_TYPE = 0x3fff;
    /** Behind the number: the header of the message that was refused. */
    private static final int ERROR_ATTRIBUTES = 4 + HEADER_LENGTH;

    private static final int ERROR_TEXT = 1;

    /** Reads all messages of a datagram. */
    public static List<Message> all(ByteBuffer datagram) {
        List<Message> messages = new ArrayList<>();
        int at = datagram.position();
        while (datagram.limit() - at >= HEADER_LENGTH) {
            int length = datagram.getInt(at);
            if (length < HEADER_LENGTH || length > datagram.limit() - at) {
                break;
            }
            messages.add(new Message(
                    Short.toUnsignedInt(datagram.getShort(at + 4)),
                    datagram.getInt(at + 8),
                    datagram.slice(at + HEADER_LENGTH, length - HEADER_LENGTH).order(ByteOrder.nativeOrder())));
            at += aligned(length);
        }
        return messages;
    }

    /** Of an {@link #ERROR}: the error number, 0 for an acknowledgement. */
    public int error() {
        return -body.getInt(0);
    }

    /** Of an {@link #ERROR}: what the kernel says of it, if anything. */
    public Optional<String> errorText() {
        return body.limit() <= ERROR_ATTRIBUTES
                ? Optional.empty()
                : attribute(body, ERROR_ATTRIBUTES, ERROR_TEXT).map(Message::text);
    }

    /** The value of the first attribute of a type, among those that begin at an offset of some octets. */
    public static Optional<ByteBuffer> attribute(ByteBuffer in, int offset, int type) {
        int at = offset;
        while (in.limit() - at >= ATTRIBUTE_HEADER) {
            int length = Short.toUnsignedInt(in.getShort(at));
            if (length < ATTRIBUTE_HEADER || length > in.limit() - at) {
                break;
            }
            if ((in.getShort(at + 2) & ATTRIBUTE_TYPE) == type) {
                return Optional.of(value(in, at, length));
            }
            at += aligned(length);
        }
        return Optional.empty();
    }

    /** The values of all attributes in an attribute. */
    public static List<ByteBuffer> values(ByteBuffer in) {
        List<ByteBuffer> values = new ArrayList<>();
        int at = 0;
        while (in.limit() - at >= ATTRIBUTE_HEADER) {
            int length = Short.toUnsignedInt(in.getShort(at));
            if (length < ATTRIBUTE_HEADER || length > in.limit() - at) {
                break;
            }
            values.add(value(in, at, length));
            at += aligned(length);
        }
        return values;
    }

    private static ByteBuffer value(ByteBuffer in, int at, int length) {
        return in.slice(at + ATTRIBUTE_HEADER, length - ATTRIBUTE_HEADER).order(ByteOrder.nativeOrder());
    }

    /** A text attribute, without the zero at its end. */
    public static String text(ByteBuffer value) {
        byte[] octets = new byte[Math.max(0, value.limit() - 1)];
        value.get(0, octets);
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }
}
