package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What to send to who helps. */
@Command(
        name = "support",
        description = "What to send to who helps.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SupportCommands {
    @Command(
            name = "nic-report",
            description = "Prints all that bears on the names of the network adapters. It holds no secret.",
            mixinStandardHelpOptions = true)
    int nicReport(@Mixin Connection connection, @Mixin Printer printer) {
        for (JsonNode line : connection.get("/nics/report").path("lines")) {
            printer.line("%s", line);
        }
        return ExitCode.OK;
    }
}
