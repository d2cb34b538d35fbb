package org.sallyport.media.accounting;

import java.util.concurrent.atomic.AtomicLong;

/** What the kernel has forwarded of one flow, over all its stays there. Written by one thread, read by any. */
public final class ForwardedCount {
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();

    /**
     * Adds what was forwarded since the last time.
     *
     * @param moreOctets of UDP payload
     */
    public void add(long morePackets, long moreOctets) {
        octets.setOpaque(octets.getPlain() + moreOctets);
        packets.setOpaque(packets.getPlain() + morePackets);
    }

    public long packets() {
        return packets.getOpaque();
    }

    /** Octets of UDP payload. */
    public long octets() {
        return octets.getOpaque();
    }
}
