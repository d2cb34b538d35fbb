package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Past calls. */
@Command(
        name = "history",
        description = "Past calls.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class HistoryCommands {
    /** Which calls. */
    static final class Filter {
        @Option(
                names = "--from",
                defaultValue = "",
                paramLabel = "INSTANT",
                description = "Not before, such as 2026-03-01T10:00:00Z.")
        private String from = "";

        @Option(names = "--to", defaultValue = "", paramLabel = "INSTANT", description = "Before.")
        private String to = "";

        @Option(names = "--text", defaultValue = "", paramLabel = "TEXT", description = "Part of a party.")
        private String text = "";

        @Option(
                names = "--outcome",
                defaultValue = "",
                paramLabel = "OUTCOME",
                description = "Such as COMPLETED, REFUSED, UNREACHABLE.")
        private String outcome = "";

        Map<String, String> parameters() {
            Map<String, String> parameters = new HashMap<>(
                    Map.of("from", from, "to", to, "text", text, "outcome", outcome.toUpperCase(Locale.ROOT)));
            parameters.values().removeIf(String::isEmpty);
            return parameters;
        }
    }

    @Command(name = "list", description = "Lists calls, newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Filter filter,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).")
                    int limit) {
        printer.rows(
                new Pages(connection).all("/history", filter.parameters(), limit),
                column("ID", "/id"),
                column("STARTED", "/startedAt"),
                column("CALLER", "/caller/party"),
                column("CALLEE", "/callee/party"),
                column("OUTCOME", "/disposition/outcome"),
                column("TEXT", "/disposition/text"));
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a call with its signalling.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Mixin Printer printer, @Parameters(paramLabel = "ID") String id) {
        printer.document(connection.get("/history/" + Pages.encode(id)));
        return ExitCode.OK;
    }

    @Command(name = "export", description = "Writes calls as CSV into a file.", mixinStandardHelpOptions = true)
    int export(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Filter filter,
            @Parameters(paramLabel = "FILE", description = "What to write; replaced if it is there.") Path file)
            throws IOException, InterruptedException {
        JsonNode operation = connection
                .send("POST", "/history/export", filter.parameters(), Map.of())
                .body();
        StartedOperation.await(connection, operation);
        String place = StartedOperation.place(operation);
        Files.writeString(file, connection.raw(place + "/result").body());
        connection.send("DELETE", place, null, Map.of());
        printer.say("Written to " + file + ".");
        return ExitCode.OK;
    }
}
