package org.sallyport.protocol.rtp;

/**
 * What a receiver knows of one synchronization source: packets lost and interarrival jitter (RFC 3550 appendices A.1,
 * A.3 and A.8). Fed by one thread; allocates nothing.
 */
public final class ReceptionStatistics {
    private static final int SEQUENCE_CYCLE = 1 << 16;
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int MIN_SEQUENTIAL = 2;
    private static final int NONE = -1;
    private static final double NANOS_PER_SECOND = 1e9;

    private int ssrc;
    private int probation;
    private int highestSequence;
    private long cycles;
    private long baseSequence;
    private long received;
    private int restartSequence;
    private long lostBeforeRestart;
    private boolean timed;
    private int lastTimestamp;
    private long lastArrivalNanos;
    private double jitter;
    private long unseen;
    private int clockRate;

    /** Starts afresh with a source whose packets come next. */
    public ReceptionStatistics(int ssrc) {
        restart(ssrc);
    }

    /** Forgets all and follows another source. */
    public void restart(int nextSsrc) {
        ssrc = nextSsrc;
        probation = MIN_SEQUENTIAL;
        highestSequence = NONE;
        received = 0;
        cycles = 0;
        baseSequence = 0;
        restartSequence = NONE;
        lostBeforeRestart = 0;
        timed = false;
        jitter = 0;
        clockRate = 0;
        unseen = 0;
    }

    public int ssrc() {
        return ssrc;
    }

    /**
     * Counts a packet of this source.
     *
     * @param sequence sequence number, 0 to 65535
     * @param timestamp RTP timestamp
     * @param arrivalNanos when it came, {@link System#nanoTime}
     * @param packetClockRate of its timestamps in Hz; 0 leaves the jitter as it is
     */
    public void received(int sequence, int timestamp, long arrivalNanos, int packetClockRate) {
        if (countSequence(sequence) && packetClockRate > 0) {
            estimateJitter(timestamp, arrivalNanos, packetClockRate);
        }
    }

    /**
     * Packets of this source passed that were counted elsewhere, their numbers unknown. They count as received, and what is
     * missing among them as lost, once the next packet shows how far the numbers have come.
     */
    public void passedUnseen(long packets) {
        unseen += packets;
    }

    /** Packets expected by sequence number and not received; never negative, though duplicates count as received. */
    public long lost() {
        return lostBeforeRestart + lostSinceRestart();
    }

    private long lostSinceRestart() {
        return probation > 0 ? 0 : Math.max(0, cycles + highestSequence - baseSequence + 1 - received);
    }

    /** Interarrival jitter in milliseconds. */
    public double jitterMillis() {
        return clockRate == 0 ? 0 : jitter * 1000 / clockRate;
    }

    /** RFC 3550 A.1: two packets in a row make a source; a jump is believed when the next one follows it. */
    private boolean countSequence(int sequence) {
        if (probation > 0) {
            unseen = 0;
            return passProbation(sequence);
        }
        if (unseen > 0) {
            catchUp(sequence);
        }
        int ahead = (sequence - highestSequence) & (SEQUENCE_CYCLE - 1);
        if (ahead < MAX_DROPOUT) {
            if (sequence < highestSequence) {
                cycles += SEQUENCE_CYCLE;
            }
            highestSequence = sequence;
        } else if (ahead <= SEQUENCE_CYCLE - MAX_MISORDER) {
            return believeJump(sequence);
        }
        received++;
        return true;
    }

    /**
     * Moves the highest number on to the one before this packet's, which is near where the unseen ones lead; a number that is
     * far from there is judged as any other, as if none of the unseen ones had been lost.
     */
    private void catchUp(int sequence) {
        long reached = cycles + highestSequence + unseen;
        int beyond = (short) (sequence - (int) (reached + 1));
        if (beyond > 0 && beyond < MAX_DROPOUT) {
            reached += beyond;
        } else if (beyond < 0 && beyond > -MAX_MISORDER) {
            // Copies among them, or the packet is late: the numbers have not come further than it.
            reached = Math.max(cycles + highestSequence, reached + beyond);
        }
        cycles = reached / SEQUENCE_CYCLE * SEQUENCE_CYCLE;
        highestSequence = (int) (reached % SEQUENCE_CYCLE);
        received += unseen;
        unseen = 0;
        timed = false;
    }

    private boolean passProbation(int sequence) {
        boolean follows = sequence == next(highestSequence);
        boolean first = highestSequence == NONE;
        highestSequence = sequence;
        probation = follows && !first ? probation - 1 : MIN_SEQUENTIAL - 1;
        if (probation > 0) {
            return false;
        }
        begin(sequence);
        return true;
    }

    private boolean believeJump(int sequence) {
        if (sequence != restartSequence) {
            restartSequence = next(sequence);
            return false;
        }
        lostBeforeRestart += lostSinceRestart();
        begin(sequence);
        timed = false;
        return true;
    }

    /** The packet before this one, held back as doubtful until now, counts as received: it is where the source begins. */
    private void begin(int sequence) {
        baseSequence = sequence - 1L;
        highestSequence = sequence;
        cycles = 0;
        received = 2;
        restartSequence = NONE;
    }

    private static int next(int sequence) {
        return (sequence + 1) & (SEQUENCE_CYCLE - 1);
    }

    /** RFC 3550 A.8: J += (|D| - J) / 16, in timestamp units. */
    private void estimateJitter(int timestamp, long arrivalNanos, int packetClockRate) {
        if (timed && packetClockRate == clockRate) {
            double arrivalStep = (arrivalNanos - lastArrivalNanos) * (clockRate / NANOS_PER_SECOND);
            double difference = Math.abs(arrivalStep - (timestamp - lastTimestamp));
            jitter += (difference - jitter) / 16;
        } else if (packetClockRate != clockRate) {
            jitter = 0;
        }
        clockRate = packetClockRate;
        lastTimestamp = timestamp;
        lastArrivalNanos = arrivalNanos;
        timed = true;
    }
}
