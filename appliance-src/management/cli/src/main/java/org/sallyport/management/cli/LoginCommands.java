package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Logging in and out. Passwords come from the terminal or a file, never from the command line. */
@Command(
        name = "login",
        description = "Logs in; the session is kept for further commands.",
        mixinStandardHelpOptions = true)
final class LoginCommands implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private Printer printer = new Printer();

    @Parameters(paramLabel = "USER", description = "Name of the user.")
    private String user = "";

    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password and nothing else.")
    private @Nullable Path passwordFile;

    @Override
    public Integer call() throws IOException {
        String password = password("Password: ", passwordFile);
        Connection.Reply reply =
                connection.send("POST", "/session", Map.of("username", user, "password", password), Map.of());
        keep(connection, reply);
        printer.say(
                reply.body().path("passwordChangeRequired").booleanValue()
                        ? "Logged in. Change the password now: sallyport password"
                        : "Logged in as " + user + ", "
                                + reply.body().path("role").asText() + ".");
        return ExitCode.OK;
    }

    private static void keep(Connection connection, Connection.Reply reply) throws IOException {
        String cookie = reply.cookie().orElseThrow();
        JsonNode csrfToken = reply.body().path("csrfToken");
        connection
                .session()
                .write(new SessionFile.Kept(
                        connection.url(),
                        cookie.substring(0, cookie.indexOf(';')),
                        csrfToken.asText(),
                        connection.trusted()));
    }

    /** What somebody types at the terminal without seeing it, or what is in a file. */
    // Never null since JDK 22, which the null checker's model of the JDK does not know yet.
    @SuppressWarnings("SystemConsoleNull")
    static String password(String prompt, @Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readString(file).strip();
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new ApiException(ExitCode.USAGE, "There is no terminal to ask for a password; give it in a file.");
        }
        char[] typed = console.readPassword(prompt);
        if (typed == null) {
            throw new ApiException(ExitCode.USAGE, "Nobody typed a password.");
        }
        return new String(typed);
    }

    /** Ends the session. */
    @Command(name = "logout", description = "Logs out.", mixinStandardHelpOptions = true)
    static final class Logout implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Override
        public Integer call() throws IOException {
            try {
                connection.send("DELETE", "/session", null, Map.of());
            } finally {
                connection.session().delete();
            }
            return ExitCode.OK;
        }
    }

    /** Changes one's own password. */
    @Command(name = "password", description = "Changes one's own password.", mixinStandardHelpOptions = true)
    static final class Password implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Mixin
        private Printer printer = new Printer();

        @Option(names = "--current-file", paramLabel = "FILE", description = "File with the current password.")
        private @Nullable Path currentFile;

        @Option(names = "--new-file", paramLabel = "FILE", description = "File with the new password.")
        private @Nullable Path newFile;

        @Override
        public Integer call() throws IOException {
            Map<String, String> change = Map.of(
                    "currentPassword", password("Current password: ", currentFile), "newPassword", newPassword());
            keep(connection, connection.send("POST", "/session/password", change, Map.of()));
            printer.say("The password is changed; all other sessions of this user are over.");
            return ExitCode.OK;
        }

        private String newPassword() throws IOException {
            String typed = password("New password: ", newFile);
            if (newFile == null && !typed.equals(password("New password again: ", null))) {
                throw new ApiException(
                        ExitCode.INVALID_INPUT, "The new password was typed in two ways; nothing is changed.");
            }
            return typed;
        }
    }
}
