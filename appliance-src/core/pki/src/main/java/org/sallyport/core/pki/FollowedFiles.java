package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;

/**
 * A value read from files, and read again when they change: looked for every few seconds, because notifications of the
 * file system miss what comes over a network or by a changed link. Files that cannot be used leave the last good value in
 * force; they are reported when they have stood so for one interval, since a pair is written one file after the other.
 * Thread-safe.
 */
public final class FollowedFiles<T> implements Supplier<T>, AutoCloseable {
    /** How often files are looked at, unless one says otherwise. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Source<T> source;
    private final Witness<T> witness;
    private final Deadlines deadlines;
    private final Duration interval;
    private volatile T value;
    private Map<Path, Map<String, Object>> seen = Map.of();
    private boolean doubtful;
    private boolean closed;
    private @Nullable Deadline next;

    /** Where a value comes from. */
    public interface Source<T> {
        /** The files it is read from, which may be others each time. */
        List<Path> files();

        /**
         * Reads it.
         *
         * @throws InvalidInputException when the files are there and cannot be used
         */
        T read() throws IOException;

        /** What stands in while there has never been a good value. */
        T substitute();

        /** Whether it is to be read again although no file changed. */
        default boolean isOutdated(T current) {
            return false;
        }
    }

    /** Is told what came of reading, on the thread that read. */
    public interface Witness<T> {
        /** A value is in force, the first or a new one. */
        void taken(T value);

        /** The files cannot be used; the last value stays in force. */
        void refused(Problem problem);
    }

    /** Reads the value and follows it from now on. */
    public FollowedFiles(Source<T> source, Witness<T> witness, Deadlines deadlines, Duration interval) {
        this.source = source;
        this.witness = witness;
        this.deadlines = deadlines;
        this.interval = interval;
        this.value = first();
        schedule();
    }

    /** The last good value. */
    @Override
    public T get() {
        return value;
    }

    private T first() {
        seen = stamps();
        try {
            T read = source.read();
            witness.taken(read);
            return read;
        } catch (IOException | InvalidInputException e) {
            T substitute = source.substitute();
            witness.taken(substitute);
            witness.refused(problem(e));
            return substitute;
        }
    }

    /** Looks at once: what the files are may have changed. */
    public synchronized void refresh() {
        Map<Path, Map<String, Object>> now = stamps();
        boolean changed = !now.equals(seen);
        if (!changed && !doubtful && !source.isOutdated(value)) {
            return;
        }
        seen = now;
        try {
            T read = source.read();
            doubtful = false;
            value = read;
            witness.taken(read);
        } catch (IOException | InvalidInputException e) {
            if (!changed) {
                witness.refused(problem(e));
            }
            doubtful = changed;
        }
    }

    private synchronized void schedule() {
        if (!closed) {
            next = deadlines.after("tls-files", interval, this::look);
        }
    }

    private void look() {
        try {
            refresh();
        } finally {
            schedule();
        }
    }

    /** What changes with each file's content or rights, and when another file takes its place. */
    private Map<Path, Map<String, Object>> stamps() {
        Map<Path, Map<String, Object>> stamps = new HashMap<>();
        for (Path file : source.files()) {
            try {
                stamps.put(file, Files.readAttributes(file, "unix:ino,size,ctime"));
            } catch (NoSuchFileException e) {
                stamps.put(file, Map.of());
            } catch (IOException e) {
                stamps.put(file, Map.of("unreadable", e.getClass()));
            }
        }
        return stamps;
    }

    private Problem problem(Exception cause) {
        return switch (cause) {
            case InvalidInputException invalid -> invalid.problems().getFirst();
            case NoSuchFileException missing ->
                new Problem("tls files", String.valueOf(missing.getFile()), "It is missing.", "Put the file there.");
            default ->
                new Problem(
                        "tls files",
                        source.files().toString(),
                        "It cannot be read: " + cause + ".",
                        "Let this process read it.");
        };
    }

    @Override
    public synchronized void close() {
        closed = true;
        Deadline pending = next;
        if (pending != null) {
            pending.cancel();
        }
    }
}
