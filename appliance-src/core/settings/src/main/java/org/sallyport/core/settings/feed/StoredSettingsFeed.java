package org.sallyport.core.settings.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.database.DatabaseNotifications;
import org.sallyport.core.database.DatabaseUnavailableException;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.layers.SettingsLayers;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.revisions.StoredRevisions;
import org.sallyport.core.settings.revisions.StoredRevisions.Numbered;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.settings.sections.LeasedAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the current revision of the database. Without the database it starts from the last snapshot on disk, without
 * that from the settings file, and goes on with what it has; a revision that cannot be used leaves the last one in force.
 * Listeners are called on the feed's thread.
 */
public final class StoredSettingsFeed implements SettingsFeed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSettingsFeed.class);
    private static final long NONE = -1;

    private record InForce(Numbered revision, Settings settings) {
        long number() {
            return revision.number();
        }
    }

    private final Database database;
    private final ObjectNode fileDefaults;
    private final SecretBox secrets;
    private final LeasedAddresses leases;
    private final SnapshotFile snapshot;
    private final FeedHealth health;
    private final List<BiConsumer<Settings, Settings>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock swapping = new ReentrantLock();
    private volatile InForce inForce;
    private final DatabaseNotifications notifications;

    /**
     * Reads the settings and begins to follow them; blocks for a few seconds at most when the database is away.
     *
     * @param snapshotFile this process's own copy of the last revision, below the state directory
     */
    public StoredSettingsFeed(
            Database database, SettingsFile file, SecretBox secrets, Path snapshotFile, FeedHealth health) {
        this(database, file, secrets, LeasedAddresses.OF_THIS_MACHINE, snapshotFile, health);
    }

    StoredSettingsFeed(
            Database database,
            SettingsFile file,
            SecretBox secrets,
            LeasedAddresses leases,
            Path snapshotFile,
            FeedHealth health) {
        this.database = database;
        this.fileDefaults = file.defaults();
        this.secrets = secrets;
        this.leases = leases;
        this.snapshot = new SnapshotFile(snapshotFile);
        this.health = health;
        this.inForce = new InForce(
                new Numbered(NONE, Documents.empty()), read(Documents.empty()).orThrow());
        snapshot.read().ifPresent(this::startFrom);
        try {
            follow();
        } catch (DatabaseUnavailableException e) {
            health.databaseAway(String.valueOf(e.getMessage()));
        }
        this.notifications =
                DatabaseNotifications.listen(database, List.of(StoredRevisions.CHANNEL), new FollowOnNews());
    }

    @Override
    public Settings current() {
        return inForce.settings;
    }

    /** Number of the revision in force in this process; 0 when none is. */
    public long revision() {
        return Math.max(0, inForce.number());
    }

    @Override
    public void listen(BiConsumer<Settings, Settings> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        notifications.close();
    }

    private final class FollowOnNews implements DatabaseNotifications.Listener {
        @Override
        public void connected() {
            follow();
        }

        @Override
        public void notified(String channel, String payload) {
            follow();
        }

        @Override
        public void disconnected(String reason) {
            health.databaseAway(reason);
        }
    }

    /** The snapshot was good when it was written; a changed settings file or a lost key may have spoilt it. */
    private void startFrom(Numbered kept) {
        Reading<Settings> reading = read(kept.document());
        if (reading.problems().isEmpty()) {
            inForce = new InForce(kept, reading.value());
        } else {
            LOG.warn("the snapshot of settings revision {} is not used: {}", kept.number(), reading.problems());
        }
    }

    /** An outage is thrown, so that the notifications connect and call again. */
    private void follow() {
        swapping.lock();
        try {
            Numbered current = StoredRevisions.current(database);
            health.databaseBack();
            if (current.number() != inForce.number()) {
                put(current);
            }
        } catch (DatabaseUnavailableException e) {
            throw e;
        } catch (InvalidInputException e) {
            LOG.error(
                    "settings cannot be used, those of revision {} stay in force: {}",
                    inForce.number(),
                    e.getMessage());
            health.revisionRefused(StoredRevisions.newest(database), e.problems());
        } catch (DatabaseException | IllegalStateException e) {
            LOG.error("settings cannot be read, those of revision {} stay in force", inForce.number(), e);
        } finally {
            swapping.unlock();
        }
    }

    private void put(Numbered revision) {
        Reading<Settings> reading = read(revision.document());
        if (!reading.problems().isEmpty()) {
            LOG.error(
                    "settings revision {} cannot be used, {} stays in force: {}",
                    revision.number(),
                    inForce.number(),
                    reading.problems());
            health.revisionRefused(revision.number(), reading.problems());
            return;
        }
        Settings before = inForce.settings;
        inForce = new InForce(revision, reading.value());
        snapshot.write(revision);
        LOG.info("settings revision {} is in force", revision.number());
        health.revisionInForce(revision.number());
        tell(before, reading.value());
    }

    /** Reads the revision in force anew, for addresses that interfaces have by DHCP or SLAAC are part of what it says. */
    public void reread() {
        swapping.lock();
        try {
            InForce before = inForce;
            Reading<Settings> reading = read(before.revision.document());
            if (reading.problems().isEmpty()) {
                inForce = new InForce(before.revision, reading.value());
                tell(before.settings, reading.value());
            }
        } finally {
            swapping.unlock();
        }
    }

    private void tell(Settings before, Settings now) {
        if (!before.equals(now)) {
            listeners.forEach(listener -> tell(listener, before, now));
        }
    }

    private static void tell(BiConsumer<Settings, Settings> listener, Settings before, Settings now) {
        try {
            listener.accept(before, now);
        } catch (RuntimeException e) {
            LOG.error("a part of the process did not take over the new settings", e);
        }
    }

    private Reading<Settings> read(ObjectNode document) {
        return new SettingsLayers(fileDefaults, document).read(secrets, leases);
    }
}
