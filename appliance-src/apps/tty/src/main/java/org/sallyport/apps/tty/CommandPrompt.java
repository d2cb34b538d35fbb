package org.sallyport.apps.tty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Log-in, then lines that are handed to the command line of the product, and to nothing else. */
final class CommandPrompt {
    /** A word, or one in quotes with anything but that quote in it. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static final int DONE = 0;

    private final Terminal terminal;
    private final Command command;

    CommandPrompt(Terminal terminal, Command command) {
        this.terminal = terminal;
        this.command = command;
    }

    /** The command line of the product. */
    @FunctionalInterface
    interface Command {
        /** Runs it at this terminal; its exit status. */
        int run(List<String> arguments);
    }

    /** Serves a person until they leave or are not let in. */
    void run() {
        Optional<String> user = terminal.ask("User: ");
        if (user.isEmpty() || user.get().isEmpty() || command.run(List.of("login", "--", user.get())) != DONE) {
            return;
        }
        terminal.line("Type --help for what there is, exit to leave. There is no other shell.");
        try {
            serve();
        } finally {
            command.run(List.of("logout"));
        }
    }

    private void serve() {
        while (true) {
            Optional<String> line = terminal.ask("sallyport> ");
            if (line.isEmpty() || line.get().equals("exit") || line.get().equals("logout")) {
                return;
            }
            List<String> words = words(line.get());
            if (!words.isEmpty()) {
                command.run(words);
            }
        }
    }

    /** The words of a line; nothing in them is expanded or evaluated. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        if (!words.isEmpty() && words.getFirst().equals("sallyport")) {
            words.removeFirst();
        }
        return words;
    }
}
