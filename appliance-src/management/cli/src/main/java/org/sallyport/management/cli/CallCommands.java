package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.sallyport.base.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls in progress. */
@Command(
        name = "calls",
        description = "Calls in progress.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CallCommands {
    private static final Printer.Column[] COLUMNS = {
        column("ID", "/id"),
        column("STATE", "/state"),
        column("DIRECTION", "/direction"),
        column("CALLER", "/caller/party"),
        column("CALLEE", "/callee/party"),
        column("STARTED", "/startedAt")
    };

    @Command(name = "list", description = "Lists calls, oldest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--text", defaultValue = "", description = "Part of a party or address.") String text) {
        printer.rows(new Pages(connection).all("/calls", Map.of("text", text), Integer.MAX_VALUE), COLUMNS);
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows a call with its signalling.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Mixin Printer printer, @Parameters(paramLabel = "ID") String id) {
        printer.document(connection.get("/calls/" + Pages.encode(id)));
        return ExitCode.OK;
    }

    @Command(name = "hangup", description = "Ends a call.", mixinStandardHelpOptions = true)
    int hangup(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.send("DELETE", "/calls/" + Pages.encode(id), null, Map.of());
        return ExitCode.OK;
    }

    @Command(
            name = "watch",
            description = "Prints a line whenever a call changes its state, until interrupted.",
            mixinStandardHelpOptions = true)
    int watch(@Mixin Connection connection, @Mixin Printer printer) throws Exception {
        Map<String, String> states = new HashMap<>();
        try (Stream<String> lines = connection.lines("/events?topics=calls")) {
            Iterator<String> iterator = lines.iterator();
            while (iterator.hasNext()) {
                String line = iterator.next();
                if (line.startsWith("data: ")) {
                    tell(Json.MAPPER.readTree(line.substring(6)), states, printer);
                }
            }
        }
        return ExitCode.OK;
    }

    private static void tell(JsonNode data, Map<String, String> states, Printer printer) {
        for (JsonNode call :
                data.isArray() ? data : Json.MAPPER.createArrayNode().add(data)) {
            String state = call.path("state").asText();
            if (!state.equals(states.put(call.path("id").asText(), state))) {
                printer.say(String.join(
                                "  ",
                                call.path("id").asText(),
                                state,
                                call.at("/caller/party").asText(),
                                "->",
                                call.at("/callee/party").asText("-"),
                                call.at("/disposition/text").asText(""))
                        .replaceAll("\\p{Cntrl}", ".")
                        .stripTrailing());
            }
            if (state.equals("ENDED")) {
                states.remove(call.path("id").asText());
            }
        }
    }
}
