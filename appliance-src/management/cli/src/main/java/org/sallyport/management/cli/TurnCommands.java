package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The TURN server. */
@Command(
        name = "turn",
        description = "The TURN server and its allocations.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TurnCommands {
    private static final Printer.Column[] COLUMNS = {
        column("ID", "/id"),
        column("USER", "/user"),
        column("CLIENT", "/client"),
        column("TRANSPORT", "/transport"),
        column("RELAYED", "/relayed"),
        column("SINCE", "/since"),
        column("EXPIRES", "/expiresAt"),
        column("PERMISSIONS", "/permissions"),
        column("CHANNELS", "/channels"),
        column("TO PEERS", "/octetsFromClient"),
        column("TO CLIENT", "/octetsFromPeers")
    };

    @Command(name = "allocations", description = "Lists allocations, oldest first.", mixinStandardHelpOptions = true)
    int allocations(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--text", defaultValue = "", description = "Part of user or of any address.") String text) {
        printer.rows(new Pages(connection).all("/turn/allocations", Map.of("text", text), Integer.MAX_VALUE), COLUMNS);
        return ExitCode.OK;
    }

    @Command(
            name = "self-test",
            description = "Does at each listener what a client outside does; exits with 1 if a step fails.",
            mixinStandardHelpOptions = true)
    int selfTest(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode tested =
                connection.send("POST", "/turn/self-test", null, Map.of()).body();
        if (printer.isTable()) {
            tested.get("results").forEach(result -> print(printer, result));
        } else {
            printer.document(tested);
        }
        return tested.findValuesAsText("outcome").contains("FAILED") ? ExitCode.FAILURE : ExitCode.OK;
    }

    private static void print(Printer printer, JsonNode result) {
        printer.line(
                "%s: %s %s%s",
                result.get("listener"),
                result.get("transport"),
                result.get("target"),
                result.get("advertised").asBoolean() ? ", as clients outside know it" : "");
        for (JsonNode step : result.get("steps")) {
            printer.line("  %-8s  %-8s  %s", step.get("name"), step.get("outcome"), step.get("seen"));
            if (step.hasNonNull("remedy")) {
                printer.line("  %-20s%s", "", step.get("remedy"));
            }
        }
    }

    @Command(
            name = "end",
            description = "Ends an allocation; its client may make another one.",
            mixinStandardHelpOptions = true)
    int end(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.send("DELETE", "/turn/allocations/" + Pages.encode(id), null, Map.of());
        return ExitCode.OK;
    }
}
