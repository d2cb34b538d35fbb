package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sallyport.management.cli.Printer.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The machine in its network. Edits are settings like all others; these commands know what is particular to them. */
@Command(
        name = "network",
        description =
                "The network of the machine: set edits, apply puts the edits into force until confirmed or undone.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class NetworkCommands {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Each of four interfaces may take 20 s to come up. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(3);

    private static final Column[] INTERFACES = {
        column("NAME", "/name"),
        column("ROLES", "/roles"),
        column("UP", "/up"),
        column("ADDRESSES", "/addresses"),
        column("MAC", "/macAddress"),
        column("MTU", "/mtu")
    };

    private static final Column[] OPENINGS = {
        column("SERVICES", "/services"),
        column("INTERFACES", "/interfaces"),
        column("PROTOCOL", "/protocol"),
        column("PORTS", "/ports"),
        column("FROM", "/from"),
        column("GUARDED AS", "/guardedAs")
    };

    @Command(
            name = "show",
            description = "Shows the interfaces as they are, and whether the machine follows the settings.",
            mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Mixin Printer printer) {
        tell(connection.get("/network"), printer);
        return ExitCode.OK;
    }

    private static void tell(JsonNode network, Printer printer) {
        if (!printer.isTable()) {
            printer.document(network);
            return;
        }
        JsonNode machine = network.path("machine");
        if (machine.isObject()) {
            printer.line("Host name  %s", machine.path("hostname"));
            printer.line(
                    "Clock      %s",
                    machine.path("timeSynchronised").asBoolean() ? "set by a time server" : "not set by a time server");
        }
        printer.line(
                "Settings   revision %s, %s%s",
                network.path("settingsRevision"),
                words(network.path("following").asText()),
                network.path("detail").isTextual()
                        ? ": " + network.path("detail").asText()
                        : "");
        JsonNode trial = network.path("trial");
        if (trial.isObject()) {
            printer.line(
                    "Trial      revision %s; the one before comes back at %s unless you confirm:"
                            + " sallyport network confirm",
                    trial.path("revision"), trial.path("confirmBy"));
        }
        network.path("notes").forEach(note -> printer.line("Note       %s", note));
        if (machine.isObject()) {
            printer.rows(machine.path("interfaces"), INTERFACES);
        }
    }

    private static String words(String following) {
        return switch (following) {
            case "AWAY" -> "nobody looks after the machine";
            case "UNMANAGED" -> "which leave the network of the machine alone";
            case "IN_STEP" -> "the machine follows them";
            case "APPLYING" -> "the machine is being changed";
            case "TRIAL" -> "on trial";
            case "BEHIND" -> "the machine does not follow them";
            default -> following;
        };
    }

    @Command(
            name = "set",
            description = {
                "Edits the network: KEY=VALUE, such as",
                "  eth0.ipv4=192.0.2.10/24  eth0.roles=external,management  eth1=null",
                "  hostname=gate.example.com  dns-servers=10.0.0.53,10.0.0.54",
                "  \"routes=10.0.0.0/8 via 10.1.0.1, 172.16.0.0/12 via 10.1.0.2\"",
                "null takes a default back, and an interface out of use."
            },
            mixinStandardHelpOptions = true)
    int set(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Parameters(paramLabel = "KEY=VALUE", arity = "1..*") List<String> assignments) {
        Candidate candidate = new Candidate(connection);
        return Candidate.verdict(printer, candidate.patch(NetworkEdit.patch(candidate.document(), assignments)));
    }

    @Command(
            name = "check",
            description = "Says what the edits would do to the machine, without doing it.",
            mixinStandardHelpOptions = true)
    int check(@Mixin Connection connection, @Mixin Printer printer) {
        JsonNode check =
                connection.send("POST", "/network/check", null, Map.of()).body();
        JsonNode problems = check.path("problems");
        if (!printer.isTable()) {
            printer.document(check);
            return problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID_INPUT;
        }
        if (!problems.isEmpty()) {
            return Candidate.verdict(printer, problems);
        }
        check.path("files").forEach(file -> printer.line("Would change %s", file));
        printer.say(
                check.path("files").isEmpty()
                        ? "The machine would stay as it is."
                        : check.path("confirmationNeeded").asBoolean()
                                ? "It can only be applied on trial."
                                : "It can be applied for good.");
        return ExitCode.OK;
    }

    @Command(
            name = "apply",
            description = "Puts all edits into force on trial, and waits until the machine has taken them over.",
            mixinStandardHelpOptions = true)
    int apply(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(
                            names = {"-m", "--comment"},
                            required = true,
                            description = "Why.")
                    String comment,
            @Option(
                            names = "--confirm-within",
                            paramLabel = "SECONDS",
                            defaultValue = "120",
                            description = "Undone unless confirmed in this time (default ${DEFAULT-VALUE}).")
                    int seconds)
            throws InterruptedException {
        Candidate candidate = new Candidate(connection);
        if (printer.isTable()) {
            printer.say("The machine takes over the change. If it stops answering, confirm at its new address in time:"
                    + " sallyport network confirm --url https://ADDRESS:PORT");
        }
        JsonNode revision = candidate.commit(Map.of("comment", comment, "confirmWithinSeconds", seconds));
        JsonNode network = settled(connection, revision.path("number").asLong());
        tell(network, printer);
        return network.path("following").asText().equals("TRIAL")
                        || network.path("settingsRevision").equals(revision.path("number"))
                ? ExitCode.OK
                : ExitCode.FAILURE;
    }

    /** The state once the machine has taken a revision over, or could not. */
    private static JsonNode settled(Connection connection, long revision) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_CHANGE.toNanos();
        JsonNode network = connection.get("/network");
        while (System.nanoTime() < end && !isSettled(network, revision)) {
            pause();
            network = connection.get("/network");
        }
        return network;
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(BETWEEN_LOOKS);
    }

    private static boolean isSettled(JsonNode network, long revision) {
        return network.path("settingsRevision").asLong() >= revision
                && !network.path("following").asText().equals("APPLYING");
    }

    @Command(name = "confirm", description = "Keeps the change on trial.", mixinStandardHelpOptions = true)
    int confirm(@Mixin Connection connection, @Mixin Printer printer) {
        printer.document(
                connection.send("POST", "/settings/confirm", null, Map.of()).body());
        return ExitCode.OK;
    }

    @Command(
            name = "undo",
            description = "Ends the trial at once; the state before comes back.",
            mixinStandardHelpOptions = true)
    int undo(@Mixin Connection connection, @Mixin Printer printer) {
        printer.document(
                connection.send("POST", "/settings/rollback", null, Map.of()).body());
        return ExitCode.OK;
    }

    @Command(
            name = "firewall",
            description = "Shows what the packet filter lets in, and for which service.",
            mixinStandardHelpOptions = true)
    int firewall(
            @Mixin Connection connection,
            @Mixin Printer printer,
            @Option(names = "--rules", description = "The rules instead, as nftables reads them.") boolean rules) {
        JsonNode firewall = connection.get("/network/firewall");
        if (!printer.isTable()) {
            printer.document(rules ? firewall.path("ruleset") : firewall);
        } else if (rules) {
            firewall.path("ruleset").forEach(line -> printer.line("%s", line));
        } else {
            printer.rows(firewall.path("openings"), OPENINGS);
            firewall.path("dropped")
                    .properties()
                    .forEach(drop -> printer.line("Dropped, %s: %s", drop.getKey(), drop.getValue()));
        }
        return ExitCode.OK;
    }
}
