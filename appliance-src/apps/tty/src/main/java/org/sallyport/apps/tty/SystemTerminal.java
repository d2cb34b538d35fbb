package org.sallyport.apps.tty;

import java.io.Console;
import java.util.Optional;
import org.sallyport.base.text.Wrapping;

/** The terminal that this process was started at. */
final class SystemTerminal implements Terminal {
    private static final int COLUMNS = 79;
    private static final int INDENT = 4;

    private final Console console;

    SystemTerminal(Console console) {
        this.console = console;
    }

    @Override
    public void line(String text) {
        Wrapping.lines(text.replaceAll("\\p{Cntrl}", " "), COLUMNS, INDENT)
                .forEach(part -> console.printf("%s%n", part));
    }

    @Override
    public Optional<String> ask(String prompt) {
        return Optional.ofNullable(console.readLine("%s", prompt)).map(String::strip);
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
        return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
    }
}
