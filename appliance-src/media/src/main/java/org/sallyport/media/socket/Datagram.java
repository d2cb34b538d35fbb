package org.sallyport.media.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * The datagram in hand: a poller's one receive buffer, filled anew by every receive. A header may be taken from its start or
 * put before it in place. Used by the poller's thread.
 */
public final class Datagram {
    /** No UDP payload is longer. */
    static final int CAPACITY = 65_535;

    /** Room before a received datagram for what is put before it. */
    private static final int HEADROOM = 64;

    // An automatic arena: a shared one would cost two atomic operations a system call.
    private final MemorySegment memory = Arena.ofAuto().allocate(HEADROOM + CAPACITY, 64);
    private final ByteBuffer buffer = memory.asByteBuffer();
    /** The memory from each place that a datagram may start at, so that none is made for a packet. */
    private final MemorySegment[] from = new MemorySegment[2 * HEADROOM + 1];

    private int start = HEADROOM;
    private int length;
    private long sourceHigh;
    private long sourceLow;
    private int sourcePort;

    /** An empty one. */
    public Datagram() {
        for (int at = 0; at < from.length; at++) {
            from[at] = memory.asSlice(at);
        }
    }

    /** The memory from the datagram's start on; the first {@link #length} bytes are the datagram. */
    public MemorySegment data() {
        return from[start];
    }

    public int length() {
        return length;
    }

    /** A copy of it. */
    public byte[] toByteArray() {
        byte[] octets = new byte[length];
        MemorySegment.copy(data(), ValueLayout.JAVA_BYTE, 0, octets, 0, length);
        return octets;
    }

    /** Takes other octets in hand, at most {@value #CAPACITY}. */
    public void fill(byte[] octets) {
        fill(octets, 0, octets.length);
    }

    /** Takes a stretch of other octets in hand. */
    public void fill(byte[] octets, int at, int count) {
        start = HEADROOM;
        length = count;
        MemorySegment.copy(octets, at, data(), ValueLayout.JAVA_BYTE, 0, count);
    }

    /** Leaves a stretch of it: a header of at most {@value #HEADROOM} bytes goes, and what follows the rest. */
    public void keep(int header, int rest) {
        start += header;
        length = rest;
    }

    /** Lets it start so many bytes earlier, at most {@value #HEADROOM}; whoever does so writes them. */
    public void prepend(int header) {
        start -= header;
        length += header;
    }

    /** All of a received datagram's memory. */
    MemorySegment room() {
        return from[HEADROOM];
    }

    /** The same for JDK channels. */
    ByteBuffer roomBuffer() {
        return buffer.clear().position(HEADROOM);
    }

    /** The datagram for JDK channels. */
    ByteBuffer dataBuffer() {
        return buffer.clear().position(start).limit(start + length);
    }

    void received(int newLength, long high, long low, int port) {
        start = HEADROOM;
        length = newLength;
        sourceHigh = high;
        sourceLow = low;
        sourcePort = port;
    }

    /** Whether it came from exactly this address and port. */
    public boolean isFrom(TransportAddress address) {
        return sourcePort == address.port() && sourceLow == address.low() && sourceHigh == address.high();
    }

    /** Whether it came from this host, whatever the port. */
    public boolean isFromHostOf(TransportAddress address) {
        return sourceLow == address.low() && sourceHigh == address.high();
    }

    /** Where it came from, as a new object: for the moment of learning, not for every packet. */
    public TransportAddress source() {
        return TransportAddress.of(sourceHigh, sourceLow, sourcePort);
    }

    /** The hash of its source, as {@link TransportAddress#hashCode} has it. */
    int sourceHash() {
        return TransportAddress.hash(sourceHigh, sourceLow, sourcePort);
    }

    /** The hash of its source's host, as that of {@link TransportAddress#ofHost}. */
    int sourceHostHash() {
        return TransportAddress.hash(sourceHigh, sourceLow, 0);
    }
}
