package org.sallyport.imaging.command;

import java.io.PrintWriter;
import java.time.Duration;
import org.sallyport.imaging.disk.Progress;

/** Prints how far a work has come and how fast it goes: a line for each tenth, and one at the end. */
final class ProgressMeter implements Progress {
    private static final int STEP_PERCENT = 10;
    private static final double MEBIBYTE = 1 << 20;

    private final String what;
    private final long total;
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();
    private int printedPercent;

    /**
     * @param total bytes at which the work is done
     */
    ProgressMeter(String what, long total, PrintWriter out) {
        this.what = what;
        this.total = total;
        this.out = out;
    }

    @Override
    public void reached(long bytes) {
        int percent = (int) (bytes * 100.0 / total);
        if (percent >= printedPercent + STEP_PERCENT && percent < 100) {
            printedPercent = percent - percent % STEP_PERCENT;
            out.printf("%s: %d%%, %.0f MB/s of the disk%n", what, percent, megabytesPerSecond(bytes));
            out.flush();
        }
    }

    /**
     * The last line.
     *
     * @param written size of what was made
     */
    void done(long written) {
        out.printf(
                "%s: done in %.1f s, %.0f MB/s of the disk, %.1f MiB written%n",
                what, seconds(), megabytesPerSecond(total), written / MEBIBYTE);
        out.flush();
    }

    private double megabytesPerSecond(long bytes) {
        return bytes / 1e6 / Math.max(seconds(), 1e-3);
    }

    private double seconds() {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
    }
}
