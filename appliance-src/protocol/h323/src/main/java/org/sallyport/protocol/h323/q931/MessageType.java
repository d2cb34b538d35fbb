package org.sallyport.protocol.h323.q931;

/** The messages of call signalling (H.225.0 table 3, codes of Q.931 table 4-2). */
public enum MessageType {
    ALERTING(0x01),
    CALL_PROCEEDING(0x02),
    PROGRESS(0x03),
    SETUP(0x05),
    CONNECT(0x07),
    SETUP_ACKNOWLEDGE(0x0d),
    CONNECT_ACKNOWLEDGE(0x0f),
    RELEASE_COMPLETE(0x5a),
    FACILITY(0x62),
    NOTIFY(0x6e),
    STATUS_INQUIRY(0x75),
    INFORMATION(0x7b),
    STATUS(0x7d),
    /** Any other; the message keeps its code. */
    UNKNOWN(-1);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The octet on the wire. */
    public int code() {
        return code;
    }

    static MessageType of(int code) {
        for (MessageType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
