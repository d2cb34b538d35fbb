package org.sallyport.media.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** The datagram in hand: a poller's one receive buffer, filled anew by every receive. Used by the poller's thread. */
public final class Datagram {
    /** No UDP payload is longer. */
    static final int CAPACITY = 65_535;

    // An automatic arena: a shared one would cost two atomic operations a system call.
    private final MemorySegment data = Arena.ofAuto().allocate(CAPACITY, 64);
    private final ByteBuffer buffer = data.asByteBuffer();
    private int length;
    private long sourceHigh;
    private long sourceLow;
    private int sourcePort;

    /** The buffer; the first {@link #length} bytes are the datagram. */
    public MemorySegment data() {
        return data;
    }

    public int length() {
        return length;
    }

    /** The same memory for JDK channels. */
    ByteBuffer buffer() {
        return buffer;
    }

    void received(int newLength, long high, long low, int port) {
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
}
