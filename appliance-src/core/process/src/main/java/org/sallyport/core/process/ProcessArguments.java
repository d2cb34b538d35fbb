package org.sallyport.core.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * The command line of a process: {@code --settings FILE}, any number of times.
 *
 * @param settingsFiles in the order given; a later one wins
 */
public record ProcessArguments(List<Path> settingsFiles) {

    /**
     * Reads a command line.
     *
     * @throws InvalidInputException when an argument is unknown or lacks its value
     */
    public static ProcessArguments parse(List<String> arguments) {
        List<Path> settingsFiles = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.equals("--settings")) {
                throw refused(argument, "It is not known.", "Give --settings FILE, or nothing.");
            }
            if (!rest.hasNext()) {
                throw refused(argument, "Its value is missing.", "Give a file of settings in YAML or JSON after it.");
            }
            settingsFiles.add(Path.of(rest.next()));
        }
        return new ProcessArguments(List.copyOf(settingsFiles));
    }

    private static InvalidInputException refused(String argument, String detail, String remedy) {
        return new InvalidInputException(new Problem("command line", argument, detail, remedy));
    }
}
