package org.sallyport.management.api.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.api.operations.Operation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation and its thread. Its fields are guarded by itself. */
final class RunningOperation implements Operations.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(RunningOperation.class);

    private final String id;
    private final String kind;
    private final String startedBy;
    private final Clock clock;
    private final Instant startedAt;
    private final Path result;
    private final boolean isCancellable;
    private String detail;
    private State state = State.RUNNING;
    private long done;
    private @Nullable Instant endedAt;
    private @Nullable Thread thread;

    RunningOperation(
            String id, String kind, String startedBy, String detail, Clock clock, Path result, boolean isCancellable) {
        this.id = id;
        this.kind = kind;
        this.startedBy = startedBy;
        this.detail = detail;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.result = result;
        this.isCancellable = isCancellable;
    }

    synchronized void start(Operations.Work work, Runnable whenOver) {
        thread = Thread.ofVirtual().name("operation-" + kind).start(() -> {
            run(work);
            whenOver.run();
        });
    }

    private void run(Operations.Work work) {
        try {
            work.run(this, result);
            end(State.SUCCEEDED, null);
        } catch (InterruptedException e) {
            end(State.CANCELLED, "It was cancelled.");
        } catch (IOException | RuntimeException e) {
            LOG.warn("The operation {} failed", kind, e);
            end(State.FAILED, "It failed: " + e.getMessage());
        }
    }

    private synchronized void end(State how, @Nullable String words) {
        if (state == State.RUNNING) {
            state = how;
            endedAt = clock.instant();
            detail = words == null ? detail : words;
        }
    }

    /** Whether it runs and nobody may cancel it. */
    synchronized boolean mustGoOn() {
        return state == State.RUNNING && !isCancellable;
    }

    /** Stops it; false when it was over already. */
    synchronized boolean cancel() {
        if (state != State.RUNNING) {
            return false;
        }
        end(State.CANCELLED, "It was cancelled.");
        if (thread != null) {
            thread.interrupt();
        }
        return true;
    }

    @Override
    public synchronized void done(long units) {
        done += units;
    }

    @Override
    public synchronized void detail(String text) {
        detail = text;
    }

    @Override
    public synchronized void failed(String why) {
        end(State.FAILED, why);
    }

    Path result() {
        return result;
    }

    synchronized Operation current() {
        boolean hasResult = state == State.SUCCEEDED && Files.exists(result);
        return new Operation(id, kind, state, startedBy, startedAt, endedAt, done, null, detail, hasResult);
    }
}
