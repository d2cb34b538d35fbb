package org.sallyport.apps.tty;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.nic.RemoteNics;
import org.sallyport.core.control.setup.RemoteSetUp;

/** Started at a terminal when somebody presses Enter there: {@code tty SOCKET COMMAND}. */
public final class Tty {
    static final int EXIT_FAILED = 1;
    static final int EXIT_INVALID_INPUT = 2;

    /** Longer than the first boot and interfaces take to come up. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** After which a person who types nothing is taken to have gone. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private Tty() {}

    /**
     * Sets the machine up while it is not, else lets somebody log in.
     *
     * @param arguments socket of the set-up, which is there until it is done; program of the command line
     */
    // Never null since JDK 22, which the null checker's model of the JDK does not know yet.
    @SuppressWarnings("SystemConsoleNull")
    public static void main(String[] arguments) {
        Console console = System.console();
        if (arguments.length != 2 || console == null || !console.isTerminal()) {
            System.err.println("usage, at a terminal: tty SOCKET COMMAND");
            System.exit(EXIT_INVALID_INPUT);
        } else {
            System.exit(run(new SystemTerminal(console), Path.of(arguments[0]), arguments[1]));
        }
    }

    private static int run(Terminal terminal, Path socket, String program) {
        try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
            if (Files.exists(socket)) {
                ControlClient client = new ControlClient(socket, PATIENCE, deadlines);
                if (!new RemoteSetUp(client).state().done()) {
                    new Wizard(terminal, new RemoteSetUp(client), new RemoteNics(client)).run();
                    terminal.line("This machine is set up. Its services start anew, which takes up to a minute.");
                    return 0;
                }
            }
            CommandPrompt.Command command = arguments -> command(program, arguments);
            new CommandPrompt(new IdleLimit(terminal, IDLE, () -> leave(terminal, command), deadlines), command).run();
            return 0;
        } catch (Terminal.GoneException e) {
            return EXIT_FAILED;
        } catch (ControlException e) {
            terminal.line("That is not possible now: " + e.getMessage());
            return EXIT_FAILED;
        }
    }

    /** While somebody is awaited who has gone: without the person, only the process can end that. */
    private static void leave(Terminal terminal, CommandPrompt.Command command) {
        terminal.line("");
        terminal.line("Nobody has typed anything for " + IDLE.toMinutes() + " minutes; you are logged out.");
        command.run(List.of("logout"));
        System.exit(0);
    }

    private static int command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            System.err.println(program + " cannot be started: " + e.getMessage());
            return EXIT_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_FAILED;
        }
    }
}
