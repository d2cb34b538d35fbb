package org.sallyport.management.api.backup;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.management.api.backup.OwnBackups.Kind;

/** The backup that is made before an upgrade is begun. */
public final class BackupBefore {
    /** So many are kept; more than there are ways back. */
    private static final int KEEP = 5;

    private final OwnBackups backups;
    private final Supplier<Optional<BackupPlan>> plan;

    /** With the plan, whose passphrase it is encrypted under. */
    public BackupBefore(OwnBackups backups, Supplier<Optional<BackupPlan>> plan) {
        this.backups = backups;
        this.plan = plan;
    }

    /** Whether one will be made. */
    public boolean isPossible() {
        return plan.get().isPresent();
    }

    /**
     * Makes one and keeps it beside the others.
     *
     * @return its name; empty when no passphrase is set
     */
    public Optional<String> make() throws IOException {
        Optional<BackupPlan> current = plan.get();
        return current.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        backups.make(Kind.BEFORE_UPGRADE, KEEP, current.get()).name());
    }

    /** When the newest backup of this machine was made, of whatever kind. */
    public Optional<Instant> newest() throws IOException {
        return backups.newest();
    }
}
