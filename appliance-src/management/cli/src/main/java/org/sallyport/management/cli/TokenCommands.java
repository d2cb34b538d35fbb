package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** API tokens. */
@Command(
        name = "tokens",
        description = "API tokens for programs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommands {
    @Command(name = "list", description = "Lists tokens.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection, @Mixin Printer printer) {
        printer.rows(
                connection.get("/tokens").path("items"),
                column("ID", "/id"),
                column("NAME", "/name"),
                column("ROLE", "/role"),
                column("EXPIRES", "/expiresAt"),
                column("LAST USED", "/lastUsedAt"));
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Creates a token and prints its secret, once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}.") Role role,
            @Option(names = "--days", defaultValue = "90", description = "Valid so long (default ${DEFAULT-VALUE}).")
                    int days) {
        printer.document(connection
                .send("POST", "/tokens", Map.of("name", name, "role", role, "expiresInDays", days), Map.of())
                .body());
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes a token.", mixinStandardHelpOptions = true)
    int delete(@Mixin Connection connection, @Parameters(paramLabel = "ID") String id) {
        connection.send("DELETE", "/tokens/" + Pages.encode(id), null, Map.of());
        return ExitCode.OK;
    }
}
