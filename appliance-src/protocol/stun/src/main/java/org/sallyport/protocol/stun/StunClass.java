package org.sallyport.protocol.stun;

/** The class of a message (RFC 8489 section 5); its two bits lie at 4 and 8 of the message type. */
public enum StunClass {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    /** The bits of a message type that say the class. */
    static final int MASK = 0x110;

    final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    static StunClass of(int messageType) {
        return switch (messageType & MASK) {
            case 0x000 -> REQUEST;
            case 0x010 -> INDICATION;
            case 0x100 -> SUCCESS;
            default -> ERROR;
        };
    }
}
