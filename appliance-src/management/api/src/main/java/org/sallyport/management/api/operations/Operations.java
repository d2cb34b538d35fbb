package org.sallyport.management.api.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.base.id.Ids;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.management.api.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The long work of this process. What is over is kept for {@link #KEPT}; what runs is cancelled after {@link #LONGEST}. Thread-safe. */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final Duration KEPT = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_KEPT = 50;

    private final Path directory;
    private final Clock clock;
    private final Deadlines deadlines;
    private final LiveObjects liveObjects;
    private final Map<String, RunningOperation> operations = new ConcurrentHashMap<>();

    /** Operations whose results go into a directory; leftovers in it are removed. */
    public Operations(Path directory, Clock clock, Deadlines deadlines, LiveObjects liveObjects) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.deadlines = deadlines;
        this.liveObjects = liveObjects;
        Files.createDirectories(directory);
        // results hold who called whom
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (var leftovers = Files.newDirectoryStream(directory)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    /** What an operation does. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it, on a virtual thread that is interrupted by a cancellation.
         *
         * @param result file to write a result into, if there is one
         */
        void run(Progress progress, Path result) throws IOException, InterruptedException;
    }

    /** How work tells how far it is. */
    public interface Progress {
        void done(long units);

        /** Says in words what came of it. */
        void detail(String text);

        /** Says that it came to nothing, and why; the work returns then. */
        void failed(String why);
    }

    /**
     * Starts work.
     *
     * @throws ProblemException 429 when too many operations are kept already
     */
    public Operation start(String kind, String startedBy, String detail, Work work) {
        return start(kind, startedBy, detail, work, true);
    }

    /**
     * Starts work that is ended by other means than a cancellation.
     *
     * @throws ProblemException 429 when too many operations are kept already
     */
    public Operation startUncancellable(String kind, String startedBy, String detail, Work work) {
        return start(kind, startedBy, detail, work, false);
    }

    private Operation start(String kind, String startedBy, String detail, Work work, boolean isCancellable) {
        if (operations.size() >= MAX_KEPT) {
            throw new ProblemException(
                            429, "too-many-operations", "Too many operations", "Delete some that are over first.")
                    .with("Retry-After", "60");
        }
        String id = Ids.timeOrdered();
        RunningOperation operation =
                new RunningOperation(id, kind, startedBy, detail, clock, directory.resolve(id), isCancellable);
        operations.put(id, operation);
        LiveObjects.Token alive = liveObjects.begin("operation");
        operation.start(work, alive::end);
        deadlines.after("operation", LONGEST, operation::cancel);
        deadlines.after("operation-result", LONGEST.plus(KEPT), () -> remove(id));
        return operation.current();
    }

    /** All of them, the newest first. */
    public List<Operation> all() {
        return operations.values().stream()
                .map(RunningOperation::current)
                .sorted(Comparator.comparing(Operation::id).reversed())
                .toList();
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(operations.get(id)).map(RunningOperation::current);
    }

    /** The file that a successful operation made. */
    public Optional<Path> result(String id) {
        return Optional.ofNullable(operations.get(id))
                .filter(operation -> operation.current().hasResult())
                .map(RunningOperation::result);
    }

    /**
     * Cancels what runs, forgets what is over.
     *
     * @throws ProblemException 409 when it runs and is not ended this way
     */
    public void remove(String id) {
        RunningOperation operation = operations.get(id);
        if (operation != null && operation.mustGoOn()) {
            throw ProblemException.conflict(
                    "not-cancellable", "This operation ends with what it is about, not by a cancellation.");
        }
        if (operation == null || operation.cancel()) {
            return;
        }
        operations.remove(id);
        try {
            Files.deleteIfExists(operation.result());
        } catch (IOException e) {
            LOG.warn("The result of operation {} was not removed", id, e);
        }
    }
}
