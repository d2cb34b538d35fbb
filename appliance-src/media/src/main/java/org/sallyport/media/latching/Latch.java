package org.sallyport.media.latching;

import org.jspecify.annotations.Nullable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;

/**
 * The source address of one party on one port, learnt from its first packet (RFC 7362 section 4).
 *
 * <p>Only two hosts are ever learnt: the one signalled for media and the one that the signalling came from. So a third
 * party cannot draw media to itself by sending first (RTP bleed). Within the learning window the first packet is learnt
 * anew, and the exact signalled address wins over another one; afterwards the source is strict, and only a party that
 * has sent nothing yet is still awaited. Why so: {@code docs/adr/0002-latching.md}.
 */
public final class Latch {
    private @Nullable TransportAddress signalled;
    private @Nullable TransportAddress lastNamed;
    private @Nullable TransportAddress signallingHost;
    private long windowEndNanos;
    private boolean settled;
    private volatile @Nullable TransportAddress learnt;

    /**
     * Takes what signalling says, which opens the learning window.
     *
     * @param address where the party asks for packets; null when it names none: it is then sent nothing, and its
     *     learnt source stays
     * @param signallingSource host its signalling came from, if known; its port counts for nothing
     * @param windowEnd end of the learning window, {@link System#nanoTime}
     */
    public void signal(
            @Nullable TransportAddress address, @Nullable TransportAddress signallingSource, long windowEnd) {
        if (address != null) {
            if (!address.equals(lastNamed)) {
                learnt = null;
            }
            lastNamed = address;
        }
        signalled = address;
        signallingHost = signallingSource;
        windowEndNanos = windowEnd;
        settled = false;
    }

    /** Judges a packet by its source, and learns from it. */
    public Admission admit(Datagram packet, long nowNanos) {
        TransportAddress known = learnt;
        if (known != null && packet.isFrom(known)) {
            settled = true;
            return Admission.ADMITTED;
        }
        return learn(packet, nowNanos, known);
    }

    private Admission learn(Datagram packet, long nowNanos, @Nullable TransportAddress known) {
        if (signalled == null && signallingHost == null) {
            return known == null ? Admission.BEFORE_SIGNALLING : Admission.FOREIGN_SOURCE;
        }
        boolean open = nowNanos - windowEndNanos < 0;
        boolean free = known == null || (open && !settled);
        boolean exact = signalled != null && packet.isFrom(signalled);
        if (exact ? open || free : free && isPartysHost(packet)) {
            learnt = packet.source();
            settled = true;
            return Admission.ADMITTED;
        }
        return Admission.FOREIGN_SOURCE;
    }

    private boolean isPartysHost(Datagram packet) {
        return (signalled != null && packet.isFromHostOf(signalled))
                || (signallingHost != null && packet.isFromHostOf(signallingHost));
    }

    /** Where packets to the party go: to its source once learnt, before that as signalled; null when it wants none. */
    public @Nullable TransportAddress destination() {
        TransportAddress known = learnt;
        return signalled == null || known == null ? signalled : known;
    }

    /** Whether its source is learnt and stays what it is until signalling speaks again. */
    public boolean isStrict(long nowNanos) {
        return learnt != null && nowNanos - windowEndNanos >= 0;
    }

    /** The source learnt, if any. From any thread. */
    public @Nullable TransportAddress learnt() {
        return learnt;
    }
}
