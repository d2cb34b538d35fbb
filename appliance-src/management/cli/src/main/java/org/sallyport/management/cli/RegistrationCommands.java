package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Devices outside that are registered with the inside. */
@Command(
        name = "registrations",
        description = "Devices outside that are registered with the inside.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class RegistrationCommands {
    private static final Printer.Column[] COLUMNS = {
        column("ID", "/id"),
        column("STATE", "/state"),
        column("ALIAS", "/alias"),
        column("ADDRESS", "/remoteAddress"),
        column("TRANSPORT", "/transport"),
        column("SINCE", "/since"),
        column("EXPIRES", "/expiresAt"),
        column("USER AGENT", "/userAgent")
    };

    /** What can be asked for. */
    enum State {
        ACTIVE,
        UNREACHABLE
    }

    @Command(name = "list", description = "Lists registrations, oldest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--text", defaultValue = "", description = "Part of alias, contact, address or user agent.")
                    String text,
            @Option(names = "--state", description = "Only those that are ${COMPLETION-CANDIDATES}.") @Nullable
                    State state) {
        Map<String, String> filter = Map.of("text", text, "state", state == null ? "" : state.name());
        printer.rows(new Pages(connection).all("/registrations", filter, Integer.MAX_VALUE), COLUMNS);
        return ExitCode.OK;
    }

    @Command(
            name = "end",
            description = "Ends a registration; its device may register anew.",
            mixinStandardHelpOptions = true)
    int end(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.send("DELETE", "/registrations/" + Pages.encode(id), null, Map.of());
        return ExitCode.OK;
    }
}
