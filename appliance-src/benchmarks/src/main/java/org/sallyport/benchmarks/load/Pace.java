package org.sallyport.benchmarks.load;

import java.io.IOException;
import java.time.Duration;

/** Keeps a steady rate, in a burst every 200 microseconds. */
public final class Pace {
    private static final long PAUSE_NANOS = 200_000;

    private Pace() {}

    /** Sends one packet. */
    @FunctionalInterface
    public interface Sending {
        /** Sends the packet of a number, counted from 0. */
        void send(long number) throws IOException;
    }

    /** What is done between two bursts. */
    @FunctionalInterface
    public interface Meanwhile {
        /** Does it for so long about. */
        void pass(long nanos) throws IOException;
    }

    /** Sends at a rate for a time, what has become due at once; tells how many packets. */
    public static long keep(int packetsPerSecond, Duration length, Sending sending, Meanwhile meanwhile)
            throws IOException {
        long start = System.nanoTime();
        long total = packetsPerSecond * length.toMillis() / 1000;
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - start) / 1000 * packetsPerSecond / 1_000_000);
            if (due <= sent) {
                meanwhile.pass(PAUSE_NANOS);
            }
            for (; sent < due; sent++) {
                sending.send(sent);
            }
        }
        return sent;
    }
}
