package org.sallyport.media.offload;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What tells the packets of a flow, as the kernel's map has it: device, source, destination and both ports. */
final class FlowKey {
    private final byte[] octets;

    FlowKey(byte[] octets) {
        this.octets = octets;
    }

    static FlowKey of(ByteBuffer value) {
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
        return new FlowKey(octets);
    }

    byte[] octets() {
        return octets;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowKey that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }
}
