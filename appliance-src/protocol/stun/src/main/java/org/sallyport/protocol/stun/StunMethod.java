package org.sallyport.protocol.stun;

import org.jspecify.annotations.Nullable;

/** The methods of STUN (RFC 8489 section 18.2), TURN (RFC 8656 section 17) and its TCP allocations (RFC 6062 section 6.1). */
public enum StunMethod {
    BINDING(0x001),
    ALLOCATE(0x003),
    REFRESH(0x004),
    SEND(0x006),
    DATA(0x007),
    CREATE_PERMISSION(0x008),
    CHANNEL_BIND(0x009),
    CONNECT(0x00a),
    CONNECTION_BIND(0x00b),
    CONNECTION_ATTEMPT(0x00c);

    private final int number;

    StunMethod(int number) {
        this.number = number;
    }

    /** The 14 bits of a message type: a method of 12 bits with the class between them (RFC 8489 section 5, figure 3). */
    int messageType(StunClass messageClass) {
        return (number & 0x00f) | ((number & 0x070) << 1) | ((number & 0xf80) << 2) | messageClass.bits;
    }

    static @Nullable StunMethod of(int messageType) {
        int number = (messageType & 0x00f) | ((messageType & 0x0e0) >> 1) | ((messageType & 0x3e00) >> 2);
        for (StunMethod method : values()) {
            if (method.number == number) {
                return method;
            }
        }
        return null;
    }
}
