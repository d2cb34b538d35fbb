package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
    private static final Duration LONGEST_PROOF = Duration.ofMinutes(10);
    private static final int PIECE = 8 << 20;

    private static final Column[] PACKAGES = {
        column("ID", "/id"),
        column("VERSION", "/contents/version"),
        column("STATE", "/state"),
        column("RECEIVED", "/received"),
        column("SIZE", "/size"),
        column("FILE", "/name")
    };

    private static final Column[] ON_MEDIA = {
        column("MEDIUM", "/medium"), column("LABEL", "/label"), column("FILE", "/name"), column("SIZE", "/size")
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
        upgrade.path("before")
                .forEach(before -> printer.line(
                        "Before   %s, until %s, %s",
                        before.path("version"),
                        before.path("until"),
                        before.path("kind").asText().equals("SYSTEM") ? "the whole system" : "the services alone"));
        JsonNode attempt = upgrade.path("attempt");
        if (attempt.isObject()) {
            FollowedAttempt.tell(attempt, printer);
        }
        tellWhatItWaitsFor(upgrade.path("plan"), printer);
        printer.rows(upgrade.path("packages"), PACKAGES);
        upgrade.path("checks")
                .forEach(check -> printer.line(
                        "%-13s  %-8s  %s %s",
                        check.path("about").asText(),
                        check.path("weight").asText(),
                        check.path("text"),
                        check.path("remedy")));
        return ExitCode.OK;
    }

    private static void tellWhatItWaitsFor(JsonNode plan, Printer printer) {
        if (plan.path("objection").isTextual()) {
            printer.line("Waiting  for the other node: %s", plan.path("objection"));
        } else if (plan.path("waitingSince").isTextual()) {
            printer.line(
                    "Waiting  for calls to end since %s, %s left; new ones are refused",
                    plan.path("waitingSince"), plan.path("calls"));
        }
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
        return follow(connection, printer, begun, changeOver);
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
            FollowedAttempt.pause();
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
            name = "media",
            description = "Lists packages on media that are attached to the machine, such as a USB stick.",
            mixinStandardHelpOptions = true)
    int media(@Mixin Connection connection, @Mixin Printer printer) {
        printer.rows(connection.get("/upgrade/media").path("items"), ON_MEDIA);
        return ExitCode.OK;
    }

    @Command(
            name = "take",
            description = "Takes a package from a medium that is attached to the machine.",
            mixinStandardHelpOptions = true)
    int take(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "MEDIUM", description = "As in: upgrade media") String medium,
            @Parameters(paramLabel = "FILE", description = "The name of the file there.") String name) {
        printer.document(connection
                .send("POST", "/upgrade/packages/take", Map.of("medium", medium, "name", name), Map.of())
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
        FollowedAttempt.tell(
                connection.send("POST", "/upgrade/start", body, Map.of()).body(), printer);
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
        FollowedAttempt.tell(
                connection.send("POST", "/upgrade/abandon", null, Map.of()).body(), printer);
        return ExitCode.OK;
    }

    @Command(
            name = "roll-back",
            description = "Goes back to a version before, while that is whole, and waits for the end; by hand, until it"
                    + " could change over.",
            mixinStandardHelpOptions = true)
    int rollBack(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Mixin ChangeOver changeOver,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "VERSION",
                            description = "One of those that upgrade status names; without it, what ran last.")
                    @Nullable
                    String version) {
        Map<String, Object> body = changeOver.body();
        if (version != null) {
            body.put("version", version);
        }
        return follow(
                connection,
                printer,
                connection.send("POST", "/upgrade/roll-back", body, Map.of()).body(),
                changeOver);
    }

    @Command(name = "watch", description = "Follows the upgrade under way to its end.", mixinStandardHelpOptions = true)
    int watch(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode attempt = connection.get("/upgrade").path("attempt");
        return new FollowedAttempt(attempt.path("id").asText(), null, printer).follow(connection);
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

    /** To the end of what was begun or, by hand, until somebody has to say when. */
    private static int follow(Connection connection, Printer printer, JsonNode begun, ChangeOver changeOver) {
        String until = changeOver.when == ChangeOver.When.by_hand ? "WRITTEN" : null;
        return new FollowedAttempt(begun.path("id").asText(), until, printer).follow(connection);
    }
}
