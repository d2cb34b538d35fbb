package org.sallyport.service.turn.allocation;

import java.util.concurrent.atomic.LongAdder;

/** What passed in one direction; a packet is a datagram, or what was read of a connection at a time. Thread-safe. */
public final class Traffic {
    private final LongAdder packets = new LongAdder();
    private final LongAdder octets = new LongAdder();

    public void count(int length) {
        packets.increment();
        octets.add(length);
    }

    long packets() {
        return packets.sum();
    }

    long octets() {
        return octets.sum();
    }
}
