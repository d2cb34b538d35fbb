package org.sallyport.protocol.rtp;

/**
 * The round trip between a relay and one party, from reports that pass through the relay (RFC 3550 section 6.4.1).
 *
 * <p>A sender report with NTP middle bits M passes towards the party at time A; the party's report block with LSR = M
 * and DLSR = d comes back at time B. The party held it for d, so the way to the party and back took {@code B - A - d}.
 * (The RFC's own formula has the same shape, with A the time of sending instead of passing.) Reports whose LSR was not
 * seen here, as in encrypted RTCP, say nothing. Used by one thread; allocates nothing.
 */
public final class RoundTrip {
    /** No estimate yet. */
    public static final long UNKNOWN = -1;

    private static final int REMEMBERED = 16;
    private static final long PLAUSIBLE_NANOS = 60_000_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int[] sources = new int[REMEMBERED];
    private final int[] ntpMiddles = new int[REMEMBERED];
    private final long[] passedNanos = new long[REMEMBERED];
    private int reports;
    private long nanos = UNKNOWN;

    /** A sender report passes towards the party. */
    public void senderReportPassed(int ssrc, int ntpMiddle, long nowNanos) {
        int slot = reports++ & (REMEMBERED - 1);
        sources[slot] = ssrc;
        ntpMiddles[slot] = ntpMiddle;
        passedNanos[slot] = nowNanos;
    }

    /** A report block comes back from the party. */
    public void reportBlockCame(int source, int lastSenderReport, int delaySinceLastSenderReport, long nowNanos) {
        if (lastSenderReport == 0) {
            return;
        }
        for (int slot = 0; slot < Math.min(REMEMBERED, reports & Integer.MAX_VALUE); slot++) {
            if (sources[slot] == source && ntpMiddles[slot] == lastSenderReport) {
                take(nowNanos - passedNanos[slot] - heldNanos(delaySinceLastSenderReport));
            }
        }
    }

    /** The last estimate in nanoseconds, or {@link #UNKNOWN}. */
    public long nanos() {
        return nanos;
    }

    private void take(long estimateNanos) {
        // DLSR is rounded by the party, so a very short trip may come out below nothing.
        if (estimateNanos > -NANOS_PER_SECOND && estimateNanos < PLAUSIBLE_NANOS) {
            nanos = Math.max(0, estimateNanos);
        }
    }

    private static long heldNanos(int dlsr) {
        return (Integer.toUnsignedLong(dlsr) * NANOS_PER_SECOND) >>> 16;
    }
}
