package org.sallyport.management.api.backup.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.management.api.backup.BackupStore;
import org.sallyport.management.api.backup.OwnBackups;
import org.sallyport.management.api.backup.OwnBackups.Kind;
import org.sallyport.management.api.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups by the plan of the settings and sends the newest to its target. What was done last is in a file, so that another
 * start of the process neither leaves one out nor makes one twice. One run at a time, on the virtual thread that asks for it.
 */
public final class BackupSchedule implements AutoCloseable {
    static final String FAILED = "backup.failed";
    static final String NOT_SENT = "backup.not-sent";

    private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Surroundings around;
    private final Path file;
    private final Function<BackupTarget, RemoteFolder> remote;
    private final LongSupplier nanos;
    private final Attempts making;
    private final Attempts sending;

    /** Held while one is made or sent. */
    private final ReentrantLock work = new ReentrantLock();

    private volatile PlanRecord record;
    private volatile boolean closed;
    private volatile @Nullable Thread worker;
    private volatile @Nullable Deadline next;

    /** Since when the last one has been of the future, for the clock was set back; guarded by {@link #work}. */
    private @Nullable Long inFutureSinceNanos;

    /**
     * What it has to do with.
     *
     * @param plan empty when none is made by itself
     * @param timeZone in which a plan's time of the day is meant
     */
    public record Surroundings(
            OwnBackups backups,
            Supplier<Optional<BackupPlan>> plan,
            Supplier<ZoneId> timeZone,
            Alarms alarms,
            Clock clock,
            Deadlines deadlines) {}

    /**
     * A schedule that does nothing until {@link #start}.
     *
     * @param file where it is written what was done last
     */
    public BackupSchedule(Surroundings around, Path file) throws IOException {
        this(around, file, RemoteFolder::of, System::nanoTime);
    }

    BackupSchedule(Surroundings around, Path file, Function<BackupTarget, RemoteFolder> remote, LongSupplier nanos)
            throws IOException {
        this.around = around;
        this.file = file;
        this.remote = remote;
        this.nanos = nanos;
        this.making = new Attempts(FAILED, around.alarms, around.clock, nanos);
        this.sending = new Attempts(NOT_SENT, around.alarms, around.clock, nanos);
        this.record = withWhatIsThere(PlanRecord.read(file));
    }

    /** One may have been made before it could be written down. */
    private PlanRecord withWhatIsThere(PlanRecord read) throws IOException {
        PlanRecord.Entry last = read.made();
        Instant since = last == null ? Instant.MIN : last.at();
        return around.backups.all(Kind.PLANNED).stream()
                .filter(stored -> stored.at().isAfter(since) && !stored.at().isAfter(around.clock.instant()))
                .findFirst()
                .map(stored -> read.withMade(new PlanRecord.Entry(stored.name(), stored.at())))
                .orElse(read);
    }

    /**
     * How it stands.
     *
     * @param next when the next one is due; null without a plan
     * @param retry when what failed is tried again
     */
    record Status(
            PlanRecord done,
            @Nullable Instant next,
            Attempts.@Nullable Failure notMade,
            Attempts.@Nullable Failure notSent,
            @Nullable Instant retry,
            boolean isBusy) {}

    Status status() {
        Instant retry = Optional.ofNullable(making.nextTry()).orElseGet(sending::nextTry);
        Instant due = around.plan.get().map(this::due).orElse(null);
        return new Status(record, due, making.failure(), sending.failure(), retry, work.isLocked());
    }

    /** Looks each minute from now on whether one is due. */
    public void start() {
        if (!closed) {
            next = around.deadlines.after("backup-schedule", LOOK, this::lookAndGoOn);
        }
    }

    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("the plan of backups is looked at again", e);
        }
        start();
    }

    /** Makes and sends what is due. */
    void look() {
        if (!work.tryLock()) {
            return;
        }
        try {
            worker = Thread.currentThread();
            Optional<BackupPlan> plan = around.plan.get();
            if (plan.isEmpty()) {
                making.settled();
                sending.settled();
                return;
            }
            if (making.mayTry() && isDue(plan.get())) {
                make(plan.get());
            }
            Optional<String> unsent = record.unsent().filter(around.backups::has);
            if (plan.get().target().isEmpty() || unsent.isEmpty()) {
                sending.settled();
            } else if (sending.mayTry()) {
                send(plan.get().keep(), plan.get().target().get(), unsent.get());
            }
        } catch (IOException e) {
            LOG.debug("It is tried again", e);
        } finally {
            worker = null;
            work.unlock();
        }
    }

    /**
     * Makes one now, whatever is due, and sends it.
     *
     * @return its name
     * @throws ProblemException 409 without a plan, or while one is made or sent already
     * @throws IOException when it was not made or not sent
     */
    String run() throws IOException {
        BackupPlan plan = around.plan
                .get()
                .orElseThrow(() -> ProblemException.conflict(
                        "no-plan", "No plan of backups is set. Set management.backup, or make a single one."));
        if (!work.tryLock()) {
            throw ProblemException.conflict("backup-running", "A backup is made or sent just now. Wait for its end.");
        }
        try {
            worker = Thread.currentThread();
            make(plan);
            String name = record.unsent().orElseThrow();
            if (plan.target().isPresent()) {
                send(plan.keep(), plan.target().get(), name);
            }
            return name;
        } finally {
            worker = null;
            work.unlock();
        }
    }

    private boolean isDue(BackupPlan plan) {
        PlanRecord.Entry last = record.made();
        Instant now = around.clock.instant();
        if (last == null || !last.at().isAfter(now)) {
            inFutureSinceNanos = null;
            return !due(plan).isAfter(now);
        }
        // A machine whose clock starts wrong is set right soon; one whose clock was set back must not wait for years.
        Long since = inFutureSinceNanos;
        if (since == null) {
            inFutureSinceNanos = nanos.getAsLong();
            return false;
        }
        return nanos.getAsLong() - since >= plan.interval().toNanos();
    }

    private Instant due(BackupPlan plan) {
        PlanRecord.Entry last = record.made();
        return last == null
                ? around.clock.instant()
                : new Rhythm(plan.interval(), plan.at(), around.timeZone.get()).after(last.at());
    }

    private void make(BackupPlan plan) throws IOException {
        try {
            BackupStore.Stored made = around.backups.make(Kind.PLANNED, plan.keep(), plan);
            keep(record.withMade(new PlanRecord.Entry(made.name(), made.at())));
            inFutureSinceNanos = null;
            making.settled();
        } catch (IOException | RuntimeException e) {
            fail(
                    making,
                    "No backup could be made: " + e.getMessage(),
                    "See that there is space on the disk and that the director runs.",
                    e);
        }
    }

    private void send(int keep, BackupTarget target, String name) throws IOException {
        String what = "The backup " + name + " is not at " + target.url() + ": ";
        try {
            remote.apply(target).put(around.backups.file(name), Kind.PLANNED.prefix(), keep);
            keep(record.withSent(new PlanRecord.Entry(name, around.clock.instant())));
            sending.settled();
            LOG.info("the backup {} is at {}", name, target.url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + "it was interrupted", e);
        } catch (TargetException e) {
            fail(sending, what + e.getMessage(), e.remedy(), e);
        } catch (IOException | RuntimeException e) {
            fail(sending, what + e.getMessage(), "Look at management.backup.target and at the server.", e);
        }
    }

    /** Notes a failure, unless the process ends. */
    private void fail(Attempts what, String text, String remedy, Exception e) throws IOException {
        if (!closed) {
            LOG.warn("{}", text, e);
            what.failed(text, remedy);
        }
        throw new IOException(text + " " + remedy, e);
    }

    private void keep(PlanRecord other) {
        record = other;
        try {
            other.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("It cannot be written down that it was made or sent", e);
        }
    }

    /** Stops it; what is being made or sent is given up and done again after the next start. */
    @Override
    public void close() {
        closed = true;
        Deadline pending = next;
        if (pending != null) {
            pending.cancel();
        }
        Thread working = worker;
        if (working != null) {
            working.interrupt();
        }
    }
}
