package org.sallyport.protocol.h323.per;

/** What a message may ask of us at most; real traffic stays a factor of ten below each. */
public final class PerLimits {
    /** Octets of one message: what a TPKT (RFC 1006, section 6) can carry after its header. */
    public static final int MESSAGE_OCTETS = 65_531;

    /** Sequences and choices inside each other. */
    public static final int DEPTH = 48;

    /** Elements of all lists of one message together. */
    public static final int ELEMENTS = 8_192;

    /** Octets, bits or characters of one string. */
    public static final int STRING_LENGTH = MESSAGE_OCTETS;

    /** Extension additions of one sequence. The richest type of the standards has 34. */
    public static final int ADDITIONS = 64;

    /** Encodings that deviate from the canonical one and are remembered, in one message. */
    public static final int QUIRKS = 256;

    private PerLimits() {}
}
