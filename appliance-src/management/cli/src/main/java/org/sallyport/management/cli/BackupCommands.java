package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Backups. */
@Command(
        name = "backup",
        description = "Backups: make, bring, look into, restore.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BackupCommands {
    /** What the file is encrypted under. */
    static final class Passphrase {
        @Option(
                names = "--passphrase-file",
                paramLabel = "FILE",
                description = "File with the passphrase and nothing else; else it is asked for.")
        private @Nullable Path file;

        String read() throws IOException {
            return LoginCommands.password("Passphrase: ", file);
        }

        String readNew() throws IOException {
            String typed = read();
            if (file == null && !typed.equals(LoginCommands.password("Passphrase again: ", null))) {
                throw new ApiException(
                        ExitCode.INVALID_INPUT, "The passphrase was typed in two ways; nothing is done.");
            }
            return typed;
        }
    }

    /** What is done with a backup that lies on the system. */
    static final class Wish {
        @Mixin
        private Passphrase passphrase = new Passphrase();

        @Option(
                names = "--adapter",
                paramLabel = "THERE=HERE",
                description = "The adapter here that takes the place of one of the backup, such as eth0=eth1; else the"
                        + " one with the same hardware address or name.")
        private Map<String, String> adapters = new HashMap<>();

        Map<String, Object> body() throws IOException {
            return new HashMap<>(Map.of("passphrase", passphrase.read(), "adapters", adapters));
        }
    }

    @Command(name = "list", description = "Lists the backups on the system.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection, @Mixin Printer printer) {
        printer.rows(
                connection.get("/backups").path("items"),
                column("NAME", "/name"),
                column("AT", "/at"),
                column("OCTETS", "/size"));
        return ExitCode.OK;
    }

    @Command(
            name = "plan",
            description = "Shows the plan by which backups are made, the last one and the next; it is set by"
                    + " management.backup of the settings.",
            mixinStandardHelpOptions = true)
    int plan(@Mixin Connection connection, @Mixin Printer printer) {
        printer.document(connection.get("/backup-plan"));
        return ExitCode.OK;
    }

    @Command(
            name = "run",
            description = "Makes one by the plan now and sends it to the target.",
            mixinStandardHelpOptions = true)
    int run(@Mixin Connection connection, @Mixin Printer printer) throws InterruptedException {
        JsonNode started =
                connection.send("POST", "/backup-plan/run", null, Map.of()).body();
        printer.say(StartedOperation.await(connection, started).path("detail").asText());
        return ExitCode.OK;
    }

    @Command(name = "create", description = "Makes a backup.", mixinStandardHelpOptions = true)
    int create(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Passphrase passphrase,
            @Option(names = "--with-calls", description = "The call history too.") boolean withCalls,
            @Option(
                            names = {"-f", "--file"},
                            paramLabel = "FILE",
                            description = "Fetch it into this new file too.")
                    @Nullable
                    Path file)
            throws IOException {
        JsonNode made = connection
                .send("POST", "/backups", Map.of("passphrase", passphrase.readNew(), "withCalls", withCalls), Map.of())
                .body();
        String name = made.path("name").asText();
        if (file != null) {
            connection.download(place(name) + "/content", file);
        }
        printer.document(made);
        return ExitCode.OK;
    }

    @Command(name = "download", description = "Fetches a backup into a new file.", mixinStandardHelpOptions = true)
    int download(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "FILE") Path file)
            throws IOException {
        connection.download(place(name) + "/content", file);
        return ExitCode.OK;
    }

    @Command(
            name = "upload",
            description = "Brings a backup to the system; nothing changes by that.",
            mixinStandardHelpOptions = true)
    int upload(@Mixin Connection connection, @Mixin Printer printer, @Parameters(paramLabel = "FILE") Path file)
            throws IOException {
        printer.document(connection.upload(place(file.getFileName().toString()) + "/content", file));
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes a backup on the system.", mixinStandardHelpOptions = true)
    int delete(@Mixin Connection connection, @Parameters(paramLabel = "NAME") String name) {
        connection.send("DELETE", place(name), null, Map.of());
        return ExitCode.OK;
    }

    @Command(
            name = "inspect",
            description = "Proves a file and shows what it says of itself; no system is asked.",
            mixinStandardHelpOptions = true)
    int inspect(@Mixin Printer printer, @Mixin Passphrase passphrase, @Parameters(paramLabel = "FILE") Path file)
            throws IOException {
        printer.document(Json.tree(
                BackupFile.open(file, new BackupPassphrase(passphrase.read())).manifest()));
        return ExitCode.OK;
    }

    @Command(
            name = "preview",
            description = "Shows what a restoration would change; exits with 7 if it would be refused.",
            mixinStandardHelpOptions = true)
    int preview(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Wish wish,
            @Parameters(paramLabel = "NAME") String name)
            throws IOException {
        JsonNode preview = connection
                .send("POST", place(name) + "/preview", wish.body(), Map.of())
                .body();
        printer.document(preview);
        return preview.path("problems").isEmpty() ? ExitCode.OK : ExitCode.INVALID_INPUT;
    }

    @Command(
            name = "restore",
            description = "Puts a backup into the place of what is there, all or nothing.",
            mixinStandardHelpOptions = true)
    int restore(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Wish wish,
            @Option(
                            names = {"-m", "--message"},
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, for the record.")
                    String comment,
            @Option(
                            names = "--confirm-within",
                            paramLabel = "SECONDS",
                            description = "The settings before come back unless confirmed in this time.")
                    @Nullable
                    Integer confirmWithin,
            @Parameters(paramLabel = "NAME") String name)
            throws IOException {
        Map<String, Object> body = wish.body();
        body.put("comment", comment);
        if (confirmWithin != null) {
            body.put("confirmWithinSeconds", confirmWithin);
        }
        JsonNode restored = connection
                .send("POST", place(name) + "/restore", body, Map.of())
                .body();
        printer.document(restored);
        return ExitCode.OK;
    }

    private static String place(String name) {
        return "/backups/" + Pages.encode(name);
    }
}
