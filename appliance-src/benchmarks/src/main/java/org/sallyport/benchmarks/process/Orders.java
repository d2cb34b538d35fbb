package org.sallyport.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** What a {@link JavaProcess} is told, within that process. */
public final class Orders {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

    /** Carries out an order, or throws. */
    @FunctionalInterface
    public interface Work {
        /** Does what a line says; may read further lines. */
        void on(String line) throws Exception;
    }

    /** Carries out every order until there are no more. */
    public void follow(Work work) throws Exception {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(JavaProcess.COLLECT)) {
                System.gc();
                answer(Long.toString(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
            } else {
                work.on(line);
            }
        }
    }

    /** The next line of an order. */
    public String next() throws IOException {
        return in.readLine();
    }

    /** Says a line. */
    public void answer(String line) {
        System.out.println(line);
    }
}
