package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sallyport.base.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the system says of itself. */
final class SystemCommands {
    private SystemCommands() {}

    /** Whether it is ready. */
    @Command(
            name = "health",
            description = "Says whether the system carries calls; exits with 6 when it does not.",
            mixinStandardHelpOptions = true)
    static final class Health implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() throws Exception {
            HttpResponse<String> response = connection.raw("/health");
            printer.document(Json.MAPPER.readTree(response.body()));
            return response.statusCode() == 200 ? ExitCode.OK : ExitCode.UNREACHABLE;
        }
    }

    /** Processes and listeners. */
    @Command(
            name = "status",
            description = "Shows processes, listeners, call server, memory, live objects.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            printer.document(connection.get("/status"));
            return ExitCode.OK;
        }
    }

    /** Who did what. */
    @Command(name = "audit", description = "Lists who did what, newest first.", mixinStandardHelpOptions = true)
    static final class Audit implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Mixin
        private Printer printer = new Printer();

        @Option(names = "--actor", defaultValue = "", description = "The exact name of a user or token.")
        private String actor = "";

        @Option(names = "--action", defaultValue = "", description = "Start of an action's name, such as settings.")
        private String action = "";

        @Option(names = "--limit", defaultValue = "50", description = "At most so many (default ${DEFAULT-VALUE}).")
        private int limit;

        @Override
        public Integer call() {
            printer.rows(
                    new Pages(connection).all("/audit", Map.of("actor", actor, "action", action), limit),
                    column("AT", "/at"),
                    column("ACTOR", "/actor"),
                    column("FROM", "/source"),
                    column("ACTION", "/action"),
                    column("SUBJECT", "/subject"),
                    column("OUTCOME", "/outcome"),
                    column("AFTER", "/after"));
            return ExitCode.OK;
        }
    }

    /** Alarms. */
    @Command(name = "alarms", description = "Lists alarms that last.", mixinStandardHelpOptions = true)
    static final class Alarms implements Callable<Integer> {
        @Mixin
        private Connection connection = new Connection();

        @Mixin
        private Printer printer = new Printer();

        @Option(names = "--history", description = "Past ones too, newest first.")
        private boolean history;

        @Override
        public Integer call() {
            printer.rows(
                    connection.get(history ? "/alarms/history" : "/alarms").path("items"),
                    column("SEVERITY", "/severity"),
                    column("RAISED", "/raisedAt"),
                    column("CLEARED", "/clearedAt"),
                    column("SOURCE", "/source"),
                    column("TEXT", "/text"));
            return ExitCode.OK;
        }
    }
}
