package org.sallyport.testing.workbench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/** PostgreSQL that is started again, with its data and at its port, whenever it ends by itself. */
final class SupervisedDatabase implements AutoCloseable {
    private final EmbeddedPostgres database;
    private final PrintStream output;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;

    /** Looks after a server that runs; it is closed with this. */
    SupervisedDatabase(EmbeddedPostgres database, PrintStream output, Duration pause) {
        this.database = database;
        this.output = output;
        this.pause = pause;
        // a thread of its own for as long as the server lives: the kernel ends the server with the thread that started
        // it
        this.supervisor = Thread.ofPlatform().daemon().name("postgresql").start(this::supervise);
    }

    private void supervise() {
        try {
            while (closing.getCount() > 0) {
                ProcessHandle.of(database.pid())
                        .ifPresent(server -> server.onExit().join());
                if (closing.getCount() > 0) {
                    say("ended; it is started again in " + pause.toMillis() / 1000.0 + " s");
                }
                if (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void restart() {
        if (closing.getCount() == 0) {
            return;
        }
        try {
            database.restart();
            say("is back");
        } catch (IOException e) {
            say("does not start: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        synchronized (this) {
            database.close();
        }
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String what) {
        output.println("workbench | PostgreSQL " + what);
    }
}
