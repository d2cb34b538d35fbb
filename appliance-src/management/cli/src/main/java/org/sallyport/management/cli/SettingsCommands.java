package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.management.cli.Candidate.Assignment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settings: what is edited by set becomes effective by commit. */
@Command(
        name = "settings",
        description = "Settings: set edits, commit puts the edits into force.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SettingsCommands {
    /** A comment, and the time of a trial. */
    static final class Wish {
        @Option(
                names = {"-m", "--comment"},
                required = true,
                description = "Why.")
        private String comment = "";

        @Option(
                names = "--confirm-within",
                paramLabel = "SECONDS",
                description = "Roll back by itself unless confirmed in this time.")
        private @Nullable Integer confirmWithin;

        Map<String, Object> body() {
            Map<String, Object> body = new HashMap<>(Map.of("comment", comment));
            if (confirmWithin != null) {
                body.put("confirmWithinSeconds", confirmWithin);
            }
            return body;
        }
    }

    @Command(name = "show", description = "Shows the settings in force.", mixinStandardHelpOptions = true)
    int show(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--candidate", description = "What is being edited instead.") boolean candidate,
            @Parameters(
                            paramLabel = "PATH",
                            arity = "0..1",
                            defaultValue = "",
                            description = "Such as sip.call-server.")
                    String path) {
        JsonNode node = connection.get(candidate ? Candidate.PATH : "/settings").path("document");
        for (String key : path.isEmpty() ? List.<String>of() : List.of(path.split("\\.", -1))) {
            node = node.path(key);
        }
        if (node.isMissingNode()) {
            throw new ApiException(ExitCode.NOT_FOUND, "There is no setting " + path + ".");
        }
        printer.document(node);
        return ExitCode.OK;
    }

    @Command(
            name = "set",
            description = "Edits settings: PATH=VALUE, the value as JSON or plain text; null takes the default back.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "PATH=VALUE", arity = "1..*") List<String> assignments) {
        ObjectNode patch = Json.MAPPER.createObjectNode();
        assignments.stream().map(Assignment::of).forEach(assignment -> assign(patch, assignment));
        return Candidate.verdict(printer, new Candidate(connection).patch(patch));
    }

    private static void assign(ObjectNode patch, Assignment assignment) {
        String[] keys = assignment.key().split("\\.", -1);
        ObjectNode section = patch;
        for (int i = 0; i < keys.length - 1; i++) {
            section = section.withObjectProperty(keys[i]);
        }
        section.set(keys[keys.length - 1], assignment.json());
    }

    @Command(name = "validate", description = "Lists every problem of the edits.", mixinStandardHelpOptions = true)
    int validate(@Mixin Connection connection, @Mixin Printer printer) {
        return Candidate.verdict(
                printer,
                connection
                        .send("POST", Candidate.PATH + "/validate", null, Map.of())
                        .body()
                        .path("problems"));
    }

    @Command(
            name = "diff",
            description = "Shows what the edits would change, or what a revision changed.",
            mixinStandardHelpOptions = true)
    int diff(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "REVISION", arity = "0..1") @Nullable Long revision) {
        String path = revision == null ? Candidate.PATH + "/diff" : "/settings/revisions/" + revision + "/diff";
        printer.rows(
                connection.get(path).path("changes"),
                column("PATH", "/path"),
                column("BEFORE", "/before"),
                column("AFTER", "/after"));
        return ExitCode.OK;
    }

    @Command(name = "discard", description = "Throws the edits away.", mixinStandardHelpOptions = true)
    int discard(@Mixin Connection connection) {
        connection.send("DELETE", Candidate.PATH, null, Map.of());
        return ExitCode.OK;
    }

    @Command(name = "commit", description = "Puts the edits into force.", mixinStandardHelpOptions = true)
    int commit(@Mixin Connection connection, @Mixin Printer printer, @Mixin Wish wish) {
        printer.document(new Candidate(connection).commit(wish.body()));
        return ExitCode.OK;
    }

    @Command(name = "confirm", description = "Keeps the revision on trial.", mixinStandardHelpOptions = true)
    int confirm(@Mixin Connection connection, @Mixin Printer printer) {
        printer.document(
                connection.send("POST", "/settings/confirm", null, Map.of()).body());
        return ExitCode.OK;
    }

    @Command(name = "rollback", description = "Ends the trial at once.", mixinStandardHelpOptions = true)
    int rollback(@Mixin Connection connection, @Mixin Printer printer) {
        printer.document(
                connection.send("POST", "/settings/rollback", null, Map.of()).body());
        return ExitCode.OK;
    }

    @Command(name = "revisions", description = "Lists revisions, newest first.", mixinStandardHelpOptions = true)
    int revisions(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--limit", defaultValue = "50", description = "At most so many.") int limit) {
        printer.rows(
                new Pages(connection).all("/settings/revisions", Map.of(), limit),
                column("NUMBER", "/number"),
                column("STATE", "/state"),
                column("AT", "/at"),
                column("AUTHOR", "/author"),
                column("COMMENT", "/comment"));
        return ExitCode.OK;
    }

    @Command(name = "restore", description = "Puts an old revision into force again.", mixinStandardHelpOptions = true)
    int restore(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin Wish wish,
            @Parameters(paramLabel = "REVISION") long revision) {
        printer.document(connection
                .send("POST", "/settings/revisions/" + revision + "/restore", wish.body(), Map.of())
                .body());
        return ExitCode.OK;
    }
}
