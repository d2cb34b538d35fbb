package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

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
            name = "end",
            description = "Ends an allocation; its client may make another one.",
            mixinStandardHelpOptions = true)
    int end(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.send("DELETE", "/turn/allocations/" + Pages.encode(id), null, Map.of());
        return ExitCode.OK;
    }
}
