package org.sallyport.protocol.h323.per;

/** Input that is not an encoding of the type, or a value that the type does not allow; found in the middle of the work. */
public final class PerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final int bitOffset;
    private final String reason;

    PerException(String path, int bitOffset, String reason) {
        super(path + " at bit " + bitOffset + ": " + reason, null, false, false);
        this.path = path;
        this.bitOffset = bitOffset;
        this.reason = reason;
    }

    /** The member, from the message down, such as {@code setup.sourceAddress[0].h323-ID}. */
    public String path() {
        return path;
    }

    /** Where in the message, in bits from its beginning. */
    public int bitOffset() {
        return bitOffset;
    }

    /** What was wrong there. */
    public String reason() {
        return reason;
    }
}
