package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users. */
@Command(
        name = "users",
        description = "Users and their roles.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class UserCommands {
    @Command(name = "list", description = "Lists users.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection, @Mixin Printer printer) {
        printer.rows(
                connection.get("/users").path("items"),
                column("NAME", "/username"),
                column("ROLE", "/role"),
                column("DISABLED", "/disabled"),
                column("FULL NAME", "/fullName"),
                column("LAST LOGIN", "/lastLoginAt"),
                column("LOCKED UNTIL", "/lockedUntil"));
        return ExitCode.OK;
    }

    @Command(
            name = "create",
            description = "Creates a user and prints the password, once.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "USER") String user,
            @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}.") Role role,
            @Option(names = "--full-name", defaultValue = "") String fullName) {
        printer.document(connection
                .send("POST", "/users", Map.of("username", user, "role", role, "fullName", fullName), Map.of())
                .body());
        return ExitCode.OK;
    }

    @Command(name = "disable", description = "Locks a user out.", mixinStandardHelpOptions = true)
    int disable(@Mixin Connection connection, @Parameters(paramLabel = "USER") String user) {
        return change(connection, user, Map.of("disabled", true));
    }

    @Command(name = "enable", description = "Lets a disabled user in again.", mixinStandardHelpOptions = true)
    int enable(@Mixin Connection connection, @Parameters(paramLabel = "USER") String user) {
        return change(connection, user, Map.of("disabled", false));
    }

    @Command(name = "role", description = "Gives a user another role.", mixinStandardHelpOptions = true)
    int role(
            @Mixin Connection connection,
            @Parameters(paramLabel = "USER") String user,
            @Parameters(paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}.") Role role) {
        return change(connection, user, Map.of("role", role));
    }

    @Command(
            name = "reset",
            description = "Gives a user a new password and prints it, once.",
            mixinStandardHelpOptions = true)
    int reset(@Mixin Connection connection, @Mixin Printer printer, @Parameters(paramLabel = "USER") String user) {
        printer.document(connection
                .send("POST", place(user) + "/password", null, Map.of())
                .body());
        return ExitCode.OK;
    }

    @Command(name = "delete", description = "Deletes a user.", mixinStandardHelpOptions = true)
    int delete(@Mixin Connection connection, @Parameters(paramLabel = "USER") String user) {
        connection.send("DELETE", place(user), null, Map.of());
        return ExitCode.OK;
    }

    private static int change(Connection connection, String user, Map<String, Object> patch) {
        String etag = connection.send("GET", place(user), null, Map.of()).etag().orElse("*");
        connection.send("PATCH", place(user), patch, Map.of("If-Match", etag));
        return ExitCode.OK;
    }

    private static String place(String user) {
        return "/users/" + Pages.encode(user);
    }
}
