package org.sallyport.management.api.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.Queries;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.core.settings.revisions.CommitRequest;
import org.sallyport.core.settings.revisions.CommitResult;
import org.sallyport.core.settings.revisions.Revision;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.network.NetworkGuard;
import org.sallyport.management.api.tokens.TokenStore;
import org.sallyport.management.api.users.UserStore;

/**
 * Puts a backup into the place of what is here. Settings, users and tokens change in one transaction, at whose end the files
 * are written; when any of it fails, all is as it was. Calls of the history are added afterwards, one by one.
 */
public final class Restoring {
    private final Database database;
    private final SettingsRevisions revisions;
    private final BackupMaker maker;
    private final SystemFiles files;
    private final NetworkGuard guard;
    private final SettingsSchema schema;

    /**
     * A restorer.
     *
     * @param maker knows what is here now
     * @param schema the form that older settings migrate to
     */
    public Restoring(
            Database database,
            SettingsRevisions revisions,
            BackupMaker maker,
            SystemFiles files,
            NetworkGuard guard,
            SettingsSchema schema) {
        this.database = database;
        this.revisions = revisions;
        this.maker = maker;
        this.files = files;
        this.guard = guard;
        this.schema = schema;
    }

    /**
     * What somebody wants restored.
     *
     * @param adapters by the name of an interface in the backup, the adapter here that takes its place
     * @param confirmWithin time in which the settings must be confirmed, or they alone are rolled back
     */
    record Wish(
            Path file,
            BackupPassphrase passphrase,
            Map<String, String> adapters,
            String author,
            String comment,
            Optional<Duration> confirmWithin) {}

    /** An opened backup beside what is here. */
    private record Plan(BackupFile file, BackedUp backup, BackedUp now, AdapterNames adapters, ObjectNode settings) {}

    /**
     * What came of it.
     *
     * @param revision of the settings; null when they were the same already
     * @param changedUsers those whose sessions must end
     */
    record Restored(@Nullable Revision revision, RestorePreview preview, List<String> changedUsers, long calls) {}

    /**
     * What it would change.
     *
     * @throws InvalidInputException when the backup cannot be opened or used here
     */
    RestorePreview preview(Path file, BackupPassphrase passphrase, Map<String, String> adapters) throws IOException {
        return preview(plan(file, passphrase, adapters));
    }

    private Plan plan(Path path, BackupPassphrase passphrase, Map<String, String> wish) throws IOException {
        BackupFile file = BackupFile.open(path, passphrase);
        BackedUp backup = BackedUp.read(file, schema);
        UserStore.requireAdministrator(backup.users());
        AdapterNames adapters = AdapterNames.of(backup, maker.adapters(), wish);
        return new Plan(file, backup, maker.now(), adapters, adapters.applyTo(backup.settings()));
    }

    private RestorePreview preview(Plan plan) {
        SettingsRevisions.Preview settings = revisions.preview(plan.settings);
        return RestorePreview.of(
                plan.file.manifest(),
                plan.backup,
                plan.now,
                settings,
                new RestorePreview.Adapters(plan.now.adapters(), plan.backup.adapters(), plan.adapters.names()),
                plan.adapters.problems(),
                files.homeless(plan.backup.files()));
    }

    /**
     * Restores.
     *
     * @throws InvalidInputException when the backup cannot be opened or used here
     * @throws ProblemException when the settings may not be committed now
     */
    Restored restore(Wish wish) throws IOException {
        Plan plan = plan(wish.file, wish.passphrase, wish.adapters);
        RestorePreview preview = preview(plan);
        if (!preview.problems().isEmpty()) {
            throw new InvalidInputException(preview.problems());
        }
        SettingsRevisions.Preview settings = revisions.preview(plan.settings);
        guard.check(settings.changes(), settings.before(), settings.after(), wish.confirmWithin);
        Optional<Revision> revision = putInPlace(plan, settings.base(), wish);
        return new Restored(revision.orElse(null), preview, preview.users().affected(), addCalls(plan));
    }

    private Optional<Revision> putInPlace(Plan plan, long base, Wish wish) {
        AtomicReference<Runnable> undoFiles = new AtomicReference<>(() -> {});
        try {
            return database.transaction(transaction -> {
                Optional<Revision> revision = commit(transaction, plan, base, wish);
                UserStore.replaceAll(transaction, plan.backup.users());
                TokenStore.replaceAll(transaction, plan.backup.tokens());
                undoFiles.set(files.replace(plan.backup.files()));
                return revision;
            });
        } catch (RuntimeException e) {
            undoFiles.get().run();
            throw e;
        }
    }

    private Optional<Revision> commit(Queries transaction, Plan plan, long base, Wish wish) {
        CommitResult result = revisions.commitIn(
                transaction, new CommitRequest(base, plan.settings, wish.author, wish.comment, wish.confirmWithin));
        return switch (result) {
            case CommitResult.Committed(Revision revision) -> Optional.of(revision);
            case CommitResult.Unchanged _ -> Optional.empty();
            case CommitResult.Refused(var problems) -> throw ProblemException.invalid(problems);
            case CommitResult.Conflict(long before, long current) ->
                throw ProblemException.conflict(
                        "newer-revision",
                        "Revision " + current + " took the place of " + before
                                + " meanwhile. Look at the preview again.");
            case CommitResult.AwaitsConfirmation(Revision pending) ->
                throw ProblemException.conflict(
                        "trial-running",
                        "Revision " + pending.number() + " is on trial. Confirm it or roll it back first.");
        };
    }

    private long addCalls(Plan plan) throws IOException {
        List<String> some = new ArrayList<>();
        long[] sum = {0};
        plan.file.lines(BackedUp.CALLS, line -> {
            some.add(line);
            if (some.size() == BackupMaker.CALLS_AT_ONCE) {
                sum[0] += add(some);
            }
        });
        return sum[0] + add(some);
    }

    private long add(List<String> lines) {
        long added = database.transaction(transaction -> {
            long count = 0;
            for (String line : lines) {
                count += BackupMaker.addCall(transaction, line);
            }
            return count;
        });
        lines.clear();
        return added;
    }
}
