package org.sallyport.media.accounting;

import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.rtp.ReceptionStatistics;

/**
 * The synchronization sources of one flow, at most {@value #CAPACITY} at a time: simulcast layers, retransmission. When
 * one more comes, the one silent longest makes room, its loss kept in the sum.
 */
final class SourceTable {
    private static final int CAPACITY = 8;

    private final @Nullable ReceptionStatistics[] sources = new @Nullable ReceptionStatistics[CAPACITY];
    private final long[] heardNanos = new long[CAPACITY];
    private int used;
    private int current;
    private long lostBefore;

    /** Counts an RTP packet of a source. */
    void received(int ssrc, int sequence, int timestamp, long nowNanos, int clockRate) {
        ReceptionStatistics source = sources[current];
        if (source == null || source.ssrc() != ssrc) {
            source = switchTo(ssrc);
        }
        heardNanos[current] = nowNanos;
        source.received(sequence, timestamp, nowNanos, clockRate);
    }

    private ReceptionStatistics switchTo(int ssrc) {
        for (int i = 0; i < used; i++) {
            ReceptionStatistics source = sources[i];
            if (source != null && source.ssrc() == ssrc) {
                current = i;
                return source;
            }
        }
        return used < CAPACITY ? append(ssrc) : replaceSilent(ssrc);
    }

    private ReceptionStatistics append(int ssrc) {
        current = used++;
        ReceptionStatistics source = new ReceptionStatistics(ssrc);
        sources[current] = source;
        return source;
    }

    private ReceptionStatistics replaceSilent(int ssrc) {
        current = 0;
        for (int i = 1; i < CAPACITY; i++) {
            if (heardNanos[i] - heardNanos[current] < 0) {
                current = i;
            }
        }
        ReceptionStatistics source = sources[current];
        if (source == null) {
            throw new IllegalStateException("a full table has no gap");
        }
        lostBefore += source.lost();
        source.restart(ssrc);
        return source;
    }

    /** Packets of the source heard last went by unseen. */
    void passedUnseen(long packets) {
        ReceptionStatistics source = sources[current];
        if (source != null) {
            source.passedUnseen(packets);
        }
    }

    /** Whether of all sources only the one heard last has been heard since a time. */
    boolean isOnlyOne(long sinceNanos) {
        for (int i = 0; i < used; i++) {
            if (i != current && heardNanos[i] - sinceNanos >= 0) {
                return false;
            }
        }
        return used > 0;
    }

    /** A source said goodbye; should it speak again, it starts anew. */
    void goodbye(int ssrc) {
        for (int i = 0; i < used; i++) {
            ReceptionStatistics source = sources[i];
            if (source != null && source.ssrc() == ssrc) {
                lostBefore += source.lost();
                source.restart(ssrc);
            }
        }
    }

    /** Packets lost of all sources so far. */
    long lost() {
        long lost = lostBefore;
        for (int i = 0; i < used; i++) {
            ReceptionStatistics source = sources[i];
            lost += source == null ? 0 : source.lost();
        }
        return lost;
    }

    /** Jitter of the source heard last. */
    double jitterMillis() {
        ReceptionStatistics source = sources[current];
        return source == null ? 0 : source.jitterMillis();
    }
}
