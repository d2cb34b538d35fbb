package org.sallyport.management.api.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sallyport.core.backup.BackupContent;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.nic.NicControl;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.Queries;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.management.api.backup.BackedUp.Adapter;
import org.sallyport.management.api.tokens.TokenStore;
import org.sallyport.management.api.users.UserStore;

/** Writes backups of this system. */
public final class BackupMaker implements OwnBackups.Writer {
    static final int CALLS_AT_ONCE = 500;

    private final Database database;
    private final SettingsRevisions revisions;
    private final UserStore users;
    private final TokenStore tokens;
    private final NicControl nics;
    private final SystemFiles files;
    private final Supplier<String> version;
    private final Clock clock;

    /**
     * A maker.
     *
     * @param nics answers only on an appliance
     * @param version of this product
     */
    public BackupMaker(
            Database database,
            SettingsRevisions revisions,
            UserStore users,
            TokenStore tokens,
            NicControl nics,
            SystemFiles files,
            Supplier<String> version,
            Clock clock) {
        this.database = database;
        this.revisions = revisions;
        this.users = users;
        this.tokens = tokens;
        this.nics = nics;
        this.files = files;
        this.version = version;
        this.clock = clock;
    }

    /** What a backup made now would hold, but for the calls. */
    BackedUp now() {
        return new BackedUp(revisions.inClear(), users.all(), tokens.kept(), adapters(), files.all());
    }

    /** Network adapters of this machine; none where it does not know them. */
    List<Adapter> adapters() {
        try {
            return nics.list().adapters().stream()
                    .map(nic -> new Adapter(nic.name(), nic.mac()))
                    .toList();
        } catch (ControlException e) {
            if (e.reason() == ControlException.Reason.AWAY) {
                return List.of();
            }
            throw e;
        }
    }

    /** The name of this machine. */
    @Override
    public String hostName() {
        return hostName(revisions.view().effective());
    }

    private static String hostName(ObjectNode settings) {
        return settings.path("network").path("hostname").asText("sallyport");
    }

    /**
     * Writes one into a new file.
     *
     * @param withCalls whether the call history goes with it
     */
    @Override
    public void write(Path file, BackupPassphrase passphrase, boolean withCalls) throws IOException {
        List<BackupContent> contents = new ArrayList<>(now().contents());
        Path calls = file.resolveSibling(file.getFileName() + ".calls");
        try (OutputStream out = Files.newOutputStream(Files.createFile(file, BackupStore.OWNER_ALONE))) {
            if (withCalls) {
                Files.createFile(calls, BackupStore.OWNER_ALONE);
                writeCalls(calls);
                contents.add(BackupContent.of(BackedUp.CALLS, calls));
            }
            BackupFile.write(
                    out,
                    passphrase,
                    new BackupFile.Source(version.get(), SettingsSchema.OF_THIS_RELEASE.number(), hostName()),
                    clock.instant(),
                    contents);
        } finally {
            Files.deleteIfExists(calls);
        }
    }

    /** One row a line, as PostgreSQL says it in JSON. */
    private void writeCalls(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            String last = "";
            List<Call> page;
            do {
                page = database.query(
                        "select id, row_to_json(c)::text as line from call_record c where id > ? order by id limit ?",
                        row -> new Call(row.text("id"), row.text("line")),
                        last,
                        CALLS_AT_ONCE);
                for (Call call : page) {
                    out.write(call.line.replace("\n", " "));
                    out.newLine();
                    last = call.id;
                }
            } while (page.size() == CALLS_AT_ONCE);
        }
    }

    private record Call(String id, String line) {}

    /** Adds a call of a backup to the history; one that is there already stays as it is. 1 if it was added. */
    static int addCall(Queries queries, String line) {
        return queries.update(
                "insert into call_record select * from json_populate_record(null::call_record, ?::json)"
                        + " on conflict do nothing",
                line);
    }
}
