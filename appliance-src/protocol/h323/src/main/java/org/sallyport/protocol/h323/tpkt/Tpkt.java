package org.sallyport.protocol.h323.tpkt;

import org.sallyport.protocol.h323.octets.Octets;

/** What one TPKT of a stream turned out to be. */
public sealed interface Tpkt {
    /** Octets of the header: version, reserved, length of the whole in two octets. */
    int HEADER_LENGTH = 4;

    /** The most that a TPKT can carry, in octets. */
    int MAX_PAYLOAD = 0xffff - HEADER_LENGTH;

    /** The version of RFC 1006. */
    int VERSION = 3;

    /**
     * A message.
     *
     * @param payload at least one octet
     * @param reserved second octet of the header, 0 to 255; a few senders set it, nobody reads it
     */
    record Message(Octets payload, int reserved) implements Tpkt {}

    /** Something without content, sent to keep pinholes open and to see whether the peer is there. */
    record KeepAlive(Form form) implements Tpkt {
        /** How it is written. */
        public enum Form {
            /** A header that announces nothing more, 03 00 00 04 (H.460.18 section 12). */
            EMPTY,
            /** Four octets that begin with 00 03 and end with the number 4 in either byte order; Tandberg's. */
            TANDBERG
        }
    }

    /**
     * What stands where a TPKT should. The reader goes on behind it, which a caller that closes the connection need
     * not care about.
     *
     * @param header its first four octets
     */
    record Invalid(Fault fault, Octets header) implements Tpkt {}

    /** What is wrong with a header. */
    enum Fault {
        /** Not version 3. The reader looks for the next header behind these four octets. */
        WRONG_VERSION,
        /** A length that does not even cover the header. The reader looks for the next one behind these four octets. */
        LENGTH_BELOW_HEADER,
        /** A length above the limit of the reader, which passes over as many octets as were announced. */
        LONGER_THAN_LIMIT
    }

    /**
     * A TPKT around a payload; an empty one makes a keep-alive.
     *
     * @throws IllegalArgumentException for a payload above {@link #MAX_PAYLOAD}
     */
    static byte[] write(Octets payload) {
        return write(new Message(payload, 0));
    }

    /** A message as it came, with its reserved octet. */
    static byte[] write(Message message) {
        int length = message.payload().length();
        if (length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + length + " octets, a TPKT carries " + MAX_PAYLOAD);
        }
        byte[] packet = new byte[HEADER_LENGTH + length];
        packet[0] = VERSION;
        packet[1] = (byte) message.reserved();
        packet[2] = (byte) (packet.length >> 8);
        packet[3] = (byte) packet.length;
        message.payload().copyTo(packet, HEADER_LENGTH);
        return packet;
    }
}
