package org.sallyport.protocol.h323.q931;

import java.util.Optional;

/** The information elements of codeset 0 with content (Q.931 table 4-3, Q.951 and Q.957). */
public enum ElementType {
    SEGMENTED_MESSAGE(0x00),
    BEARER_CAPABILITY(0x04),
    CAUSE(0x08),
    CALL_IDENTITY(0x10),
    CALL_STATE(0x14),
    CHANNEL_IDENTIFICATION(0x18),
    FACILITY(0x1c),
    PROGRESS_INDICATOR(0x1e),
    NETWORK_SPECIFIC_FACILITIES(0x20),
    NOTIFICATION_INDICATOR(0x27),
    DISPLAY(0x28),
    DATE_TIME(0x29),
    KEYPAD_FACILITY(0x2c),
    SIGNAL(0x34),
    CONNECTED_NUMBER(0x4c),
    CONNECTED_SUBADDRESS(0x4d),
    CALLING_PARTY_NUMBER(0x6c),
    CALLING_PARTY_SUBADDRESS(0x6d),
    CALLED_PARTY_NUMBER(0x70),
    CALLED_PARTY_SUBADDRESS(0x71),
    REDIRECTING_NUMBER(0x74),
    TRANSIT_NETWORK_SELECTION(0x78),
    RESTART_INDICATOR(0x79),
    LOW_LAYER_COMPATIBILITY(0x7c),
    HIGH_LAYER_COMPATIBILITY(0x7d),
    USER_USER(0x7e);

    private final int identifier;

    ElementType(int identifier) {
        this.identifier = identifier;
    }

    /** The octet that it begins with. */
    public int identifier() {
        return identifier;
    }

    /** What an element is, if it is one of these. */
    public static Optional<ElementType> of(InformationElement.Variable element) {
        for (ElementType type : values()) {
            if (element.is(type)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
