package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.cli.Printer.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Other versions of a machine, and the packages that bring them. */
@Command(
        name = "upgrade",
        description = "Other versions of the machine: install, change over, go back; and packages: what is in them,"
                + " who signed them, making them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = UpgradePackCommand.class)
final class UpgradeCommands extends PackageCommands {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LONGEST_PROOF = Duration.ofMinutes(10);
    private static final int PIECE = 8 << 20;
    private static final Set<String> OVER = Set.of("SUCCEEDED", "RETURNED", "FAILED", "ABANDONED");

    private static final Column[] PACKAGES = {
        column("ID", "/id"),
        column("VERSION", "/contents/version"),
        column("STATE", "/state"),
        column("RECEIVED", "/received"),
        column("SIZE", "/size"),
        column("FILE", "/name")
    };

    private static final Column[] ATTEMPTS = {
        column("ID", "/id"),
        column("STARTED", "/startedAt"),
        column("BY", "/startedBy"),
        column("KIND", "/kind"),
        column("FROM", "/from"),
        column("TO", "/to"),
        column("RESULT", "/state"),
        column("DETAIL", "/detail")
    };

    private static final Column[] CHECKS = {
        column("ABOUT", "/about"), column("WEIGHT", "/weight"), column("FINDING", "/text"), column("REMEDY", "/remedy")
    };

    /** When to change over. */
    static final class ChangeOver {
        @Option(
                names = "--change-over",
                paramLabel = "WHEN",
                defaultValue = "without-calls",
                description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
        private When when = When.without_calls;

        @Option(
                names = "--patience",
                paramLabel = "SECONDS",
                defaultValue = "600",
                description = "How long calls in progress are waited for, while no new ones are taken (default"
                        + " ${DEFAULT-VALUE}).")
        private int patience;

        /** The words, as they are typed. */
        enum When {
            without_calls,
            at_once,
            by_hand;

            @Override
            public String toString() {
                return name().replace('_', '-');
            }
        }

        Map<String, Object> body() {
            return new HashMap<>(
                    Map.of("changeOver", when.name().toUpperCase(Locale.ROOT), "patienceSeconds", patience));
        }
    }

    @Command(
            name = "status",
            description =
                    "Shows what runs, what it can go back to, packages, and the upgrade under way or the last one.",
            mixinStandardHelpOptions = true)
    int status(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode upgrade = connection.get("/upgrade");
        if (!printer.isTable()) {
            printer.document(upgrade);
            return ExitCode.OK;
        }
        printer.line(
                "Version  %s on %s, %s%s",
                upgrade.path("version"),
                upgrade.path("base"),
                upgrade.path("processor"),
                upgrade.path("slot").asText().isEmpty()
                        ? ""
                        : ", slot " + upgrade.path("slot").asText());
        JsonNode before = upgrade.path("before");
        if (before.isObject()) {
            printer.line("Before   %s, until %s", before.path("version"), before.path("until"));
        }
        JsonNode attempt = upgrade.path("attempt");
        if (attempt.isObject()) {
            tell(attempt, printer);
        }
        printer.rows(upgrade.path("packages"), PACKAGES);
        printer.rows(upgrade.path("checks"), CHECKS);
        return ExitCode.OK;
    }

    @Command(
            name = "install",
            description = "Sends a package, has it proven and installed, and waits for the end; the machine may start"
                    + " anew meanwhile.",
            mixinStandardHelpOptions = true)
    int install(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin ChangeOver changeOver,
            @Parameters(paramLabel = "FILE", description = "A .upg or .bin file.") Path file)
            throws IOException {
        String id = send(connection, printer, file);
        JsonNode proven = proven(connection, id);
        printer.line("Proven: %s, signed by %s", proven.at("/contents/version"), proven.at("/contents/signer/name"));
        Map<String, Object> body = changeOver.body();
        body.put("package", id);
        JsonNode begun =
                connection.send("POST", "/upgrade/start", body, Map.of()).body();
        return changeOver.when == ChangeOver.When.by_hand
                ? follow(connection, printer, begun.path("id").asText(), "WRITTEN")
                : follow(connection, printer, begun.path("id").asText(), null);
    }

    private static String send(Connection connection, Printer printer, Path file) throws IOException {
        long size = Files.size(file);
        JsonNode there = connection
                .send(
                        "POST",
                        "/upgrade/packages",
                        Map.of("name", String.valueOf(file.getFileName()), "size", size),
                        Map.of())
                .body();
        String id = there.path("id").asText();
        long sent = 0;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (sent < size) {
                channel.position(sent);
                byte[] piece = Channels.newInputStream(channel).readNBytes(PIECE);
                sent = connection
                        .sendPiece("/upgrade/packages/" + id, sent, piece)
                        .body()
                        .path("received")
                        .asLong();
            }
        }
        printer.line("Sent: %s bytes, package %s", size, id);
        return id;
    }

    private static JsonNode proven(Connection connection, String id) {
        long end = System.nanoTime() + LONGEST_PROOF.toNanos();
        JsonNode at = connection.get("/upgrade/packages/" + id);
        while (at.path("state").asText().equals("RECEIVING") && System.nanoTime() < end) {
            pause();
            at = connection.get("/upgrade/packages/" + id);
        }
        if (!at.path("state").asText().equals("PROVEN")) {
            StringBuilder why = new StringBuilder("The package is refused.");
            at.path("problems")
                    .forEach(problem -> why.append(' ')
                            .append(problem.path("detail").asText())
                            .append(' ')
                            .append(problem.path("remedy").asText()));
            throw new ApiException(ExitCode.INVALID_INPUT, why.toString());
        }
        return at;
    }

    @Command(
            name = "fetch",
            description = "Has the machine fetch a package from a web server.",
            mixinStandardHelpOptions = true)
    int fetch(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "URL", description = "https://host/path/file.upg") String url) {
        printer.document(connection
                .send("POST", "/upgrade/packages/pull", Map.of("url", url), Map.of())
                .body());
        return ExitCode.OK;
    }

    @Command(
            name = "start",
            description = "Installs a package that is on the machine.",
            mixinStandardHelpOptions = true)
    int start(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin ChangeOver changeOver,
            @Parameters(paramLabel = "PACKAGE", description = "Its ID, as in: upgrade status") String id) {
        Map<String, Object> body = changeOver.body();
        body.put("package", id);
        tell(connection.send("POST", "/upgrade/start", body, Map.of()).body(), printer);
        return ExitCode.OK;
    }

    @Command(
            name = "change-over",
            description = "Says when the upgrade under way changes over.",
            mixinStandardHelpOptions = true)
    int changeOver(@Mixin Connection connection, @Mixin ChangeOver changeOver) {
        connection.send("POST", "/upgrade/change-over", changeOver.body(), Map.of());
        return ExitCode.OK;
    }

    @Command(
            name = "abandon",
            description = "Gives up the upgrade under way, as long as it has not changed over.",
            mixinStandardHelpOptions = true)
    int abandon(@Mixin Connection connection, @Mixin Printer printer) {
        tell(connection.send("POST", "/upgrade/abandon", null, Map.of()).body(), printer);
        return ExitCode.OK;
    }

    @Command(
            name = "roll-back",
            description = "Goes back to the version before, while that is whole, and waits for the end.",
            mixinStandardHelpOptions = true)
    int rollBack(@Mixin Connection connection, @Mixin Printer printer, @Mixin ChangeOver changeOver) {
        JsonNode begun = connection
                .send("POST", "/upgrade/roll-back", changeOver.body(), Map.of())
                .body();
        return follow(connection, printer, begun.path("id").asText(), null);
    }

    @Command(name = "watch", description = "Follows the upgrade under way to its end.", mixinStandardHelpOptions = true)
    int watch(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode attempt = connection.get("/upgrade").path("attempt");
        return follow(connection, printer, attempt.path("id").asText(), null);
    }

    @Command(
            name = "history",
            description = "Lists every upgrade and return there was.",
            mixinStandardHelpOptions = true)
    int history(@Mixin Connection connection, @Mixin Printer printer) {
        printer.rows(connection.get("/upgrade/history").path("items"), ATTEMPTS);
        return ExitCode.OK;
    }

    @Command(name = "log", description = "Prints what an upgrade has said.", mixinStandardHelpOptions = true)
    int log(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "ID", description = "As in: upgrade history") String id) {
        connection.get("/upgrade/history/" + id + "/log").path("lines").forEach(line -> printer.line("%s", line));
        return ExitCode.OK;
    }

    /** Tells of each change of an attempt until it is over, or comes to a state; silence is that of a machine that starts. */
    private static int follow(Connection connection, Printer printer, String id, @Nullable String until) {
        String told = "";
        while (true) {
            JsonNode attempt = look(connection, id);
            String now = attempt.path("state").asText() + attempt.path("step").asText();
            if (!attempt.isMissingNode() && !now.equals(told)) {
                tell(attempt, printer);
                told = now;
            }
            String state = attempt.path("state").asText();
            if (OVER.contains(state) || state.equals(until)) {
                return state.equals("SUCCEEDED") || state.equals(until) ? ExitCode.OK : ExitCode.FAILURE;
            }
            pause();
        }
    }

    private static JsonNode look(Connection connection, String id) {
        try {
            JsonNode attempt = connection.get("/upgrade").path("attempt");
            return attempt.path("id").asText().equals(id) ? attempt : attempt.path("none");
        } catch (ApiException e) {
            if (e.exitCode() == ExitCode.NOT_AUTHORISED) {
                throw new ApiException(
                        ExitCode.NOT_AUTHORISED,
                        "The machine has started anew, and logs nobody in by an old session. Log in, then: sallyport"
                                + " upgrade watch");
            }
            if (e.exitCode() != ExitCode.UNREACHABLE) {
                throw e;
            }
            return MissingNode.getInstance();
        }
    }

    private static void tell(JsonNode attempt, Printer printer) {
        String total = attempt.path("total").asText();
        printer.line(
                "%-14s %s to %s: %s%s %s",
                attempt.path("state").asText(),
                attempt.path("from"),
                attempt.path("to").isNull() ? "?" : attempt.path("to").asText(),
                attempt.path("step"),
                total.equals("0") || !attempt.path("state").asText().equals("WRITING")
                        ? ""
                        : ", " + attempt.path("done").asText() + " of " + total + " bytes",
                attempt.path("detail"));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ExitCode.FAILURE, "Interrupted.");
        }
    }
}
