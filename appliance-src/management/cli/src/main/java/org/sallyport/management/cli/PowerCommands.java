package org.sallyport.management.cli;

import java.io.Console;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restarting the machine and switching it off. Both end all calls, so both ask first. */
@Command(
        name = "power",
        description = "Restarts the machine, or switches it off.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PowerCommands {

    /** Why, and that it was thought over. */
    static final class Order {
        @Option(
                names = {"-m", "--reason"},
                required = true,
                description = "Why; the audit keeps it.")
        private String reason = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        // Never null since JDK 22, which the null checker's model of the JDK does not know yet.
        @SuppressWarnings("SystemConsoleNull")
        private void agree(String question) {
            if (yes) {
                return;
            }
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new ApiException(ExitCode.USAGE, "There is no terminal to ask; give --yes.");
            }
            if (!"yes".equals(console.readLine("%s All calls end. Type yes: ", question))) {
                throw new ApiException(ExitCode.FAILURE, "Nothing was done.");
            }
        }
    }

    @Command(name = "reboot", description = "Starts the machine anew.", mixinStandardHelpOptions = true)
    int reboot(@Mixin Connection connection, @Mixin Printer printer, @Mixin Order order) {
        order.agree("The machine starts anew.");
        connection.send("POST", "/power/reboot", Map.of("reason", order.reason), Map.of());
        printer.say("The machine starts anew.");
        return ExitCode.OK;
    }

    @Command(name = "shutdown", description = "Switches the machine off.", mixinStandardHelpOptions = true)
    int shutDown(@Mixin Connection connection, @Mixin Printer printer, @Mixin Order order) {
        order.agree("The machine switches off; somebody must switch it on again.");
        connection.send("POST", "/power/shutdown", Map.of("reason", order.reason), Map.of());
        printer.say("The machine switches off.");
        return ExitCode.OK;
    }
}
