package org.sallyport.service.sip.screening;

import java.util.Arrays;

/** Finds the message in a datagram (RFC 3261 section 18.3). */
public final class Datagrams {
    private Datagrams() {}

    /** What a datagram holds. */
    public sealed interface Content {
        /** A message; octets beyond its Content-Length are not part of it. */
        record Message(RawMessage message) implements Content {}

        /** Line breaks that keep a NAT binding alive. */
        record KeepAlive() implements Content {}

        /** A header section whose body is not all there, or has no length to believe. */
        record Mutilated(HeaderSection head, RejectReason reason) implements Content {}

        /** No SIP. */
        record Foreign() implements Content {}
    }

    /** Reads a datagram, which is owned by the result. */
    public static Content read(byte[] datagram, int maxHeaderSize) {
        if (isLineBreaks(datagram)) {
            return new Content.KeepAlive();
        }
        int end = endOfHead(datagram);
        if (end < 0 || datagram[0] <= ' ') {
            return new Content.Foreign();
        }
        HeaderSection head = HeaderSection.read(datagram, end);
        if (end > maxHeaderSize) {
            return new Content.Mutilated(head, RejectReason.OVERSIZED);
        }
        return switch (head.bodyLength()) {
            case BodyLength.Absent _ -> message(head, datagram, datagram.length);
            case BodyLength.Declared(int octets)
            when octets <= datagram.length - end -> message(head, datagram, end + octets);
            case BodyLength.Declared _, BodyLength.Excessive _ ->
                new Content.Mutilated(head, RejectReason.TRUNCATED_BODY);
            case BodyLength.Malformed _ -> new Content.Mutilated(head, RejectReason.BAD_CONTENT_LENGTH);
        };
    }

    private static Content message(HeaderSection head, byte[] datagram, int length) {
        byte[] octets = length == datagram.length ? datagram : Arrays.copyOf(datagram, length);
        return new Content.Message(new RawMessage(head, octets));
    }

    private static boolean isLineBreaks(byte[] datagram) {
        for (byte octet : datagram) {
            if (octet != '\r' && octet != '\n' && octet != 0) {
                return false;
            }
        }
        return true;
    }

    private static int endOfHead(byte[] datagram) {
        for (int i = 3; i < datagram.length; i++) {
            if (datagram[i] == '\n' && datagram[i - 1] == '\r' && datagram[i - 2] == '\n' && datagram[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }
}
