package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Network adapters. */
@Command(
        name = "nic",
        description = "Network adapters: which one has which name, and why.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class NicCommands {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Printer.Column[] COLUMNS = {
        column("NAME", "/name"),
        column("MAC", "/mac"),
        column("DRIVER", "/driver"),
        column("LINK", "/line/carrier"),
        column("WHERE", "/path"),
        column("DECIDED BY", "/witness"),
        column("WHY", "/reason")
    };

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "list",
            description = "Lists the adapters, what decided their names, and what to know of them.",
            mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode nics = connection.get("/nics");
        if (!printer.isTable()) {
            printer.document(nics);
            return ExitCode.OK;
        }
        printer.rows(nics.path("adapters"), COLUMNS);
        for (JsonNode nic : nics.path("adapters")) {
            if (!nic.path("name").equals(nic.path("nextName"))) {
                printer.line("%s becomes %s at the next start.", nic.path("name"), nic.path("nextName"));
            }
        }
        for (JsonNode unused : nics.path("unused")) {
            printer.line("Not used: %s (%s), %s.", unused.path("name"), unused.path("mac"), unused.path("reason"));
        }
        for (JsonNode finding : nics.path("findings")) {
            printer.line("%s: %s %s", finding.path("severity"), finding.path("text"), finding.path("remedy"));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "identify",
            description = "Lets the light of an adapter blink. Virtual adapters have none.",
            mixinStandardHelpOptions = true)
    int identify(
            @Mixin Connection connection,
            @Parameters(paramLabel = "NAME", description = "Such as eth0.") String name,
            @Option(names = "--seconds", defaultValue = "10", description = "1 to 20 (default ${DEFAULT-VALUE}).")
                    int seconds) {
        connection.send("POST", "/nics/" + Pages.encode(name) + "/blink", Map.of("seconds", seconds), Map.of());
        return ExitCode.OK;
    }

    @Command(
            name = "detect",
            description = "Says which adapter it is into which a cable is plugged; exits with 4 when none was.",
            mixinStandardHelpOptions = true)
    int detect(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--seconds", defaultValue = "60", description = "1 to 300 (default ${DEFAULT-VALUE}).")
                    int seconds)
            throws InterruptedException {
        connection.send("POST", "/nics/detection", Map.of("seconds", seconds), Map.of());
        Map<String, Integer> before = new HashMap<>();
        cameUp(connection.get("/nics"), before);
        printer.say("Plug the cable in, or take it out and plug it in again.");
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (System.nanoTime() < end) {
            pause();
            Optional<JsonNode> found = cameUp(connection.get("/nics"), before);
            if (found.isPresent()) {
                printer.line(
                        "%s, %s at %s",
                        found.get().path("name"),
                        found.get().path("mac"),
                        found.get().path("path"));
                return ExitCode.OK;
            }
        }
        printer.say("No cable was plugged in within " + seconds + " s.");
        return ExitCode.NOT_FOUND;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS);
    }

    /** The adapter whose carrier came since the last look. The first look finds none. */
    private static Optional<JsonNode> cameUp(JsonNode nics, Map<String, Integer> before) {
        Optional<JsonNode> found = Optional.empty();
        for (JsonNode nic : nics.path("adapters")) {
            int timesUp = nic.path("line").path("timesUp").asInt();
            Integer last =
                    before.put(nic.path("path").asText() + nic.path("mac").asText(), timesUp);
            if (last != null && timesUp > last) {
                found = Optional.of(nic);
            }
        }
        return found;
    }

    @Command(name = "swap", description = "Exchanges the names of two adapters.", mixinStandardHelpOptions = true)
    int swap(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "NAME") String one,
            @Parameters(paramLabel = "NAME") String other) {
        return told(
                connection
                        .send("POST", "/nics/swap", Map.of("one", one, "other", other), Map.of())
                        .body(),
                printer);
    }

    @Command(
            name = "pin",
            description =
                    "Gives a name to an adapter; without arguments, confirms that all names are right as they are.",
            mixinStandardHelpOptions = true)
    int pin(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(
                            paramLabel = "[NAME ADAPTER]",
                            arity = "0..2",
                            description = "Such as eth1 and its hardware address.")
                    String... arguments) {
        int count = arguments == null ? 0 : arguments.length;
        return switch (count) {
            case 0 -> {
                connection.send("POST", "/nics/confirm", Map.of(), Map.of());
                yield ExitCode.OK;
            }
            case 2 ->
                told(
                        connection
                                .send(
                                        "PUT",
                                        "/nics/" + Pages.encode(arguments[0]),
                                        Map.of("adapter", arguments[1]),
                                        Map.of())
                                .body(),
                        printer);
            default -> throw new ParameterException(spec.commandLine(), "Give a name and an adapter, or neither.");
        };
    }

    private static int told(JsonNode change, Printer printer) {
        printer.say(
                change.path("restartNeeded").asBoolean()
                        ? "An adapter is in use, so that the names change when the system starts anew."
                        : "Done.");
        return ExitCode.OK;
    }
}
