package org.sallyport.testing.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again whenever it ends, after a pause that doubles while it keeps ending early. What it prints
 * is printed with its name before each line. It does not outlive this one, however this one ends.
 */
final class SupervisedProcess implements AutoCloseable {
    /** Status by which a process says that its command line or settings are wrong: starting it again is of no use. */
    static final int REFUSED = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final String name;
    private final List<String> command;
    private final PrintStream output;
    private final Duration firstPause;
    private final IntConsumer refused;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;
    private volatile @Nullable Process process;

    /** Starts the process; {@code refused} is told once if it ends with {@value #REFUSED}. */
    SupervisedProcess(String name, List<String> command, PrintStream output, Duration firstPause, IntConsumer refused) {
        this.name = name;
        this.command = command;
        this.output = output;
        this.firstPause = firstPause;
        this.refused = refused;
        // the kernel signals the process when the thread that started it ends, so one thread does all
        this.supervisor = Thread.ofPlatform().name(name).start(this::supervise);
    }

    String name() {
        return name;
    }

    /** Stops the process in order, by force after 15 s, and waits for its end. */
    @Override
    public void close() {
        closing.countDown();
        Process current = process;
        if (current != null) {
            current.destroy();
        }
        try {
            if (!supervisor.join(STOP_LIMIT) && current != null) {
                say("does not stop in " + STOP_LIMIT.toSeconds() + " s and is killed");
                current.destroyForcibly();
            }
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        Duration pause = firstPause;
        try {
            while (!isClosing()) {
                long started = System.nanoTime();
                int status = runOnce();
                if (isClosing()) {
                    return;
                }
                if (status == REFUSED) {
                    refused.accept(status);
                    return;
                }
                Duration lived = Duration.ofNanos(System.nanoTime() - started);
                pause = lived.compareTo(EARLY) > 0 ? firstPause : pause;
                say("ended with status " + status + "; it is started again in " + pause.toMillis() / 1000.0 + " s");
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        } catch (IOException e) {
            say("cannot be started: " + e.getMessage());
            refused.accept(REFUSED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int runOnce() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        if (isClosing()) {
            started.destroy();
        }
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                output.println(name + " | " + line);
                line = lines.readLine();
            }
        }
        return started.waitFor();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void say(String what) {
        output.println("workbench | " + name + " " + what);
    }
}
