package org.sallyport.protocol.stun;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** How values of one type stand on the wire. */
public interface AttributeForm<T> {
    /**
     * Reads a value.
     *
     * @param in the value's octets without padding, all remaining
     * @param id that of the message, which addresses are disguised with
     * @return null when it is malformed
     */
    @Nullable
    T read(ByteBuffer in, TransactionId id);

    /** Writes a value without padding; the message's writer sees that there is room. */
    void write(T value, ByteBuffer out, TransactionId id);
}
