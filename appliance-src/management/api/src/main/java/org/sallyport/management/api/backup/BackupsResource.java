package org.sallyport.management.api.backup;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.settings.revisions.Revision;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.access.Sessions;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.settings.SettingsResource;

/** Backups: make, fetch, bring, delete; see what one would change, restore it. */
public final class BackupsResource {
    private static final Set<Role> READERS = Set.of(ADMINISTRATOR, AUDITOR);
    private static final Set<Role> WRITERS = Set.of(ADMINISTRATOR);
    private static final String BACKUP = "/backups/{name}";

    private final BackupStore store;
    private final BackupMaker maker;
    private final Restoring restoring;
    private final Sessions sessions;
    private final Clock clock;

    public BackupsResource(BackupStore store, BackupMaker maker, Restoring restoring, Sessions sessions, Clock clock) {
        this.store = store;
        this.maker = maker;
        this.restoring = restoring;
        this.sessions = sessions;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listBackups", "/backups", READERS, _ -> list()),
                Route.write("createBackup", Method.POST, "/backups", WRITERS, "backups.create", this::create),
                Route.get("downloadBackup", BACKUP + "/content", WRITERS, this::download),
                Route.write("uploadBackup", Method.PUT, BACKUP + "/content", WRITERS, "backups.upload", this::upload),
                Route.write("deleteBackup", Method.DELETE, BACKUP, WRITERS, "backups.delete", this::delete),
                Route.write(
                        "previewBackup", Method.POST, BACKUP + "/preview", WRITERS, "backups.preview", this::preview),
                Route.write(
                        "restoreBackup", Method.POST, BACKUP + "/restore", WRITERS, "backups.restore", this::restore));
    }

    private Answer list() {
        return tried(() -> Answer.json(new Items(store.all())));
    }

    private Answer create(ApiRequest request) {
        Fields fields = request.fields();
        BackupPassphrase passphrase =
                new BackupPassphrase(fields.secret("passphrase", BackupPassphrase.LEAST, BackupPassphrase.MOST));
        boolean withCalls = fields.optionalFlag("withCalls").orElse(false);
        fields.finish();
        passphrase.weakness("passphrase").ifPresent(problem -> {
            throw new InvalidInputException(problem);
        });
        return tried(() -> {
            String name = BackupStore.name(maker.hostName(), clock.instant());
            request.audit().subject(name);
            BackupStore.Stored stored = store.add(name, file -> maker.write(file, passphrase, withCalls));
            return Answer.created("/api/v1/backups/" + name, stored);
        });
    }

    private Answer download(ApiRequest request) {
        String name = request.parameter("name");
        Path file = store.file(name);
        return new Answer.Streamed(
                        200, Map.of("Content-Type", "application/octet-stream"), out -> Files.copy(file, out))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private Answer upload(ApiRequest request) {
        String name = request.parameter("name");
        request.audit().subject(name);
        return tried(() -> Answer.created("/api/v1/backups/" + name, store.receive(name, request.content())));
    }

    private Answer delete(ApiRequest request) {
        String name = request.parameter("name");
        request.audit().subject(name);
        return tried(() -> {
            store.delete(name);
            return Answer.empty(204);
        });
    }

    private Answer preview(ApiRequest request) {
        Path file = file(request);
        Fields fields = request.fields();
        BackupPassphrase passphrase = passphrase(fields);
        Map<String, String> adapters = fields.texts("adapters");
        fields.finish();
        return tried(() -> Answer.json(restoring.preview(file, passphrase, adapters)));
    }

    private Answer restore(ApiRequest request) {
        Path file = file(request);
        Fields fields = request.fields();
        Restoring.Wish wish = new Restoring.Wish(
                file,
                passphrase(fields),
                fields.texts("adapters"),
                request.caller().name(),
                fields.text("comment", 1, 500),
                fields.optionalInteger("confirmWithinSeconds", 5, 3600).map(Duration::ofSeconds));
        fields.finish();
        return tried(() -> {
            Restoring.Restored restored = restoring.restore(wish);
            restored.changedUsers().forEach(sessions::endAll);
            request.audit().after(summary(restored));
            return Answer.json(View.of(restored));
        });
    }

    private Path file(ApiRequest request) {
        request.audit().subject(request.parameter("name"));
        return store.file(request.parameter("name"));
    }

    private static BackupPassphrase passphrase(Fields fields) {
        return new BackupPassphrase(fields.secret("passphrase", 1, BackupPassphrase.MOST));
    }

    /** What the audit says: the settings item by item, and who and what came, changed and went. */
    private static String summary(Restoring.Restored restored) {
        RestorePreview preview = restored.preview();
        Revision revision = restored.revision();
        return String.join(
                "\n",
                "backup of " + preview.backup().hostName() + ", "
                        + preview.backup().created(),
                revision == null ? "settings as they were" : "settings revision " + revision.number(),
                SettingsResource.summary(preview.settings()),
                "users " + preview.users(),
                "tokens " + preview.tokens(),
                "files " + preview.files(),
                restored.calls() + " calls added");
    }

    /** Work on files. */
    @FunctionalInterface
    private interface Work {
        Answer run() throws IOException;
    }

    private static Answer tried(Work work) {
        try {
            return work.run();
        } catch (DamagedFileException e) {
            throw new InvalidInputException(
                    new Problem("backup", "", String.valueOf(e.getMessage()), "Bring the file here again."));
        } catch (IOException e) {
            throw new ProblemException(
                    500, "disk", "Disk error", "The files of the backup cannot be read or written: " + e.getMessage());
        }
    }

    record Items(List<BackupStore.Stored> items) {}

    /**
     * What became of a restoration.
     *
     * @param revision number of the new revision; null when the settings were the same already
     * @param confirmBy when the settings are rolled back unless confirmed
     * @param calls how many were added to the history
     */
    record View(@Nullable Long revision, @Nullable Instant confirmBy, long calls) {
        static View of(Restoring.Restored restored) {
            Optional<Revision> revision = Optional.ofNullable(restored.revision());
            return new View(
                    revision.map(Revision::number).orElse(null),
                    revision.map(Revision::confirmBy).orElse(null),
                    restored.calls());
        }
    }
}
