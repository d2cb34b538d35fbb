package org.sallyport.management.api.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.settings.model.BackupPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups that the system makes of its own accord. They alone are deleted by themselves, the oldest of each kind first. */
public final class OwnBackups {
    private static final Logger LOG = LoggerFactory.getLogger(OwnBackups.class);

    private final Writer writer;
    private final BackupStore store;
    private final Clock clock;

    public OwnBackups(Writer writer, BackupStore store, Clock clock) {
        this.writer = writer;
        this.store = store;
        this.clock = clock;
    }

    /** What a backup is made for. */
    public enum Kind {
        /** By the plan of the settings. */
        PLANNED("auto-"),
        /** In case that an upgrade goes wrong in a way that nobody thought of. */
        BEFORE_UPGRADE("upgrade-");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The names of backups of this kind begin so. */
        public String prefix() {
            return prefix;
        }
    }

    /** Writes backups of this system. */
    public interface Writer {
        String hostName();

        /** Writes one into a new file. */
        void write(Path file, BackupPassphrase passphrase, boolean withCalls) throws IOException;
    }

    /**
     * Makes one and deletes what is too old.
     *
     * @param keep how many of the kind are kept, with this one
     */
    public BackupStore.Stored make(Kind kind, int keep, BackupPlan plan) throws IOException {
        String name = kind.prefix + BackupStore.name(writer.hostName(), clock.instant());
        BackupPassphrase passphrase = new BackupPassphrase(plan.passphrase().reveal());
        BackupStore.Stored made = store.add(name, file -> writer.write(file, passphrase, plan.withCalls()));
        LOG.info("the backup {} is made", name);
        // One made while the clock was wrong may look newer than this; this one stays in any case.
        List<BackupStore.Stored> others =
                all(kind).stream().filter(other -> !other.name().equals(name)).toList();
        for (BackupStore.Stored old : others.subList(Math.min(keep - 1, others.size()), others.size())) {
            store.delete(old.name());
        }
        return made;
    }

    /** Those of a kind, the newest first. */
    public List<BackupStore.Stored> all(Kind kind) throws IOException {
        return store.all().stream()
                .filter(stored -> stored.name().startsWith(kind.prefix))
                .toList();
    }

    /** When the newest of this machine was made, by whomever; those brought from other machines do not count. */
    public Optional<Instant> newest() throws IOException {
        String hostName = writer.hostName();
        return store.all().stream()
                .filter(stored -> BackupStore.isOf(hostName, stored.name()))
                .map(BackupStore.Stored::at)
                .findFirst();
    }

    /** Whether one is still there. */
    public boolean has(String name) {
        return store.has(name);
    }

    /** The file of one. */
    public Path file(String name) {
        return store.file(name);
    }
}
