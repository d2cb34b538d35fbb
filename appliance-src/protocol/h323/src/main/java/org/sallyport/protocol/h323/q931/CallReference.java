package org.sallyport.protocol.h323.q931;

/**
 * Which call of a signalling connection a message is about (Q.931 section 4.3). H.225.0 writes two octets; one, and none at
 * all, are Q.931's.
 *
 * @param length octets of it, 0 to 2
 * @param fromDestination the flag: the sender is the side that did not choose the value; false without octets
 * @param value 0 for all calls of the connection, else up to 127 or 32767; 0 without octets
 */
public record CallReference(int length, boolean fromDestination, int value) {
    /** Octets of the longest one. */
    public static final int MAX_LENGTH = 2;

    /** The dummy call reference, without octets. */
    public static final CallReference NONE = new CallReference(0, false, 0);

    /** That of two octets, for messages about the whole connection. */
    public static final CallReference GLOBAL = new CallReference(2, false, 0);

    private static final int FLAG = 0x80;

    public CallReference {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("call reference of " + length + " octets, it has 0 to " + MAX_LENGTH);
        }
        int highest = length == 0 ? 0 : (1 << (8 * length - 1)) - 1;
        if (value < 0 || value > highest) {
            throw new IllegalArgumentException(
                    "call reference " + value + ", one of " + length + " octets is 0 to " + highest);
        }
        if (length == 0 && fromDestination) {
            throw new IllegalArgumentException("call reference without octets has no flag");
        }
    }

    /** One of two octets, as the side that begins the call writes it. */
    public static CallReference of(int value) {
        return new CallReference(MAX_LENGTH, false, value);
    }

    /** The same call in a message of the other side. */
    public CallReference reversed() {
        return length == 0 ? this : new CallReference(length, !fromDestination, value);
    }

    static CallReference read(byte[] bytes, int at, int length) {
        if (length == 0) {
            return NONE;
        }
        int value = bytes[at] & ~FLAG;
        for (int i = 1; i < length; i++) {
            value = value << 8 | Byte.toUnsignedInt(bytes[at + i]);
        }
        return new CallReference(length, (bytes[at] & FLAG) != 0, value & (1 << (8 * length - 1)) - 1);
    }

    void write(byte[] bytes, int at) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (value >> (8 * (length - 1 - i)));
        }
        if (fromDestination) {
            bytes[at] |= (byte) FLAG;
        }
    }
}
