package org.sallyport.service.turn.allocation;

/** What passed in one direction; counted by the shard's thread. */
final class Traffic {
    private long packets;
    private long octets;

    void count(int length) {
        packets++;
        octets += length;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }
}
