package org.sallyport.core.host.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the machine so that it comes back by itself: a change that is to be confirmed is undone at its deadline, and one
 * that was on trial as this process ended is undone at its next start. Thread-safe; changes wait for one another.
 */
public final class NetworkTrial {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkTrial.class);
    private static final List<String> SECTIONS = List.of("network", "sip", "media");

    private final HostApplication application;
    private final TrialFiles files;
    private final Deadlines deadlines;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Pending pending;

    private record Pending(Trial trial, ObjectNode document, Deadline end) {}

    /**
     * A change that waits for its confirmation.
     *
     * @param revision of the settings
     * @param deadline when it is undone
     */
    public record Trial(long revision, Instant deadline) {}

    /** The state as confirmed before is not touched before {@link #recover}. */
    public NetworkTrial(HostApplication application, TrialFiles files, Deadlines deadlines, Clock clock) {
        this.application = application;
        this.files = files;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Brings the machine into the state last confirmed, whatever it is in now.
     *
     * @param asInstalled is meant while nothing was ever confirmed
     */
    public void recover(ObjectNode asInstalled) throws HostChangeException {
        lock.lock();
        try {
            if (files.isOnTrial()) {
                LOG.warn("a change of the network was on trial as this process ended; it is undone");
            }
            ObjectNode document = files.confirmed().orElseGet(() -> sections(asInstalled));
            note(application.apply(read(document)));
            files.confirm(document);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
    }

    /** Puts what is in force, on trial or confirmed, into force anew, as when adapters have changed their names. */
    public void renew() throws HostChangeException {
        lock.lock();
        try {
            note(application.renew(read(present().orElseGet(Documents::empty))));
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a document for the confirmed one and brings it about, though the disk may hold it already. */
    public void begin(ObjectNode document) throws HostChangeException {
        lock.lock();
        try {
            endPending();
            files.confirm(sections(document));
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
        renew();
    }

    /** Files that a document would change. */
    public Set<Path> plan(ObjectNode document) throws HostChangeException {
        return application.plan(read(sections(document)));
    }

    /**
     * Puts a document into force in place of the one before, even of one on trial. When that fails, the state last confirmed
     * is restored.
     *
     * @param confirmWithin time to confirm it in; empty when it need not be
     * @return what did not go as wished
     * @throws InvalidInputException with every problem of the document
     */
    public List<String> apply(long revision, ObjectNode document, Optional<Duration> confirmWithin)
            throws HostChangeException {
        ObjectNode wanted = sections(document);
        Settings settings = read(wanted);
        lock.lock();
        try {
            endPending();
            files.beginTrial(revision);
            List<String> notes = applyOrReturn(settings);
            note(notes);
            if (confirmWithin.isEmpty()) {
                files.confirm(wanted);
                return notes;
            }
            Duration within = confirmWithin.get();
            pending = new Pending(
                    new Trial(revision, clock.instant().plus(within)),
                    wanted,
                    deadlines.after("network-trial", within, () -> undo(revision)));
            return notes;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the change on trial; false when none of that revision is. */
    public boolean confirm(long revision) throws HostChangeException {
        lock.lock();
        try {
            Pending kept = pending;
            if (kept == null || kept.trial.revision != revision) {
                return false;
            }
            files.confirm(kept.document);
            endPending();
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
    }

    /** Undoes the change on trial at once; false when none of that revision is. */
    public boolean rollBack(long revision) throws HostChangeException {
        lock.lock();
        try {
            if (pending == null || pending.trial.revision != revision) {
                return false;
            }
            endPending();
            restore();
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            lock.unlock();
        }
    }

    /** The change on trial. */
    public Optional<Trial> current() {
        lock.lock();
        try {
            return Optional.ofNullable(pending).map(Pending::trial);
        } finally {
            lock.unlock();
        }
    }

    /** The settings that the machine is in now, on trial or confirmed; the defaults before there were any. */
    public Settings inForce() {
        lock.lock();
        try {
            return read(present().orElseGet(Documents::empty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ObjectNode> present() throws IOException {
        Pending tried = pending;
        return tried == null ? files.confirmed() : Optional.of(tried.document);
    }

    private void undo(long revision) {
        try {
            if (rollBack(revision)) {
                LOG.warn("revision {} was not confirmed in time; the network is as before", revision);
            }
        } catch (HostChangeException e) {
            LOG.error("the network could not be brought back: {}", e.getMessage());
        }
    }

    private List<String> applyOrReturn(Settings settings) throws HostChangeException, IOException {
        try {
            return application.apply(settings);
        } catch (HostChangeException e) {
            restore();
            throw e;
        }
    }

    private void restore() throws HostChangeException, IOException {
        Optional<ObjectNode> before = files.confirmed();
        if (before.isPresent()) {
            note(application.apply(read(before.get())));
        }
        files.endTrial();
    }

    private void endPending() {
        if (pending != null) {
            pending.end.cancel();
            pending = null;
        }
    }

    private static void note(List<String> notes) {
        notes.forEach(note -> LOG.warn("{}", note));
    }

    private static HostChangeException unwritable(IOException e) {
        return new HostChangeException("The state of the network cannot be kept: " + e, e);
    }

    static Settings read(ObjectNode document) {
        return SettingsDocument.read(document, Secret::new).orThrow();
    }

    static ObjectNode sections(ObjectNode document) {
        return document.deepCopy().retain(SECTIONS);
    }
}
