package org.sallyport.benchmarks.process;

import java.util.concurrent.TimeUnit;

/** Ends what was measured. */
public final class Ending {
    private static final int PATIENCE_SECONDS = 5;

    private Ending() {}

    /** Ends a process and waits for that, so that its ports are free for the next. */
    public static void of(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
