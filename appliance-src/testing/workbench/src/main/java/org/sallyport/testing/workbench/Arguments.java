package org.sallyport.testing.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param apps folder with the built processes, {@code director/target/director.jar} and the manager's likewise
 * @param state where everything is kept that outlives a run
 * @param settings settings files of the user, later ones over earlier ones
 */
record Arguments(Path apps, Path state, List<Path> settings) {
    static final String USAGE = "usage: workbench --apps FOLDER --state DIRECTORY [--settings FILE]...";

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException when it is none of ours
     */
    static Arguments parse(String... words) {
        Path apps = null;
        Path state = null;
        List<Path> settings = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            Path value = value(words, i + 1);
            switch (words[i]) {
                case "--apps" -> apps = value;
                case "--state" -> state = value;
                case "--settings" -> settings.add(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Arguments(given(apps), given(state), List.copyOf(settings));
    }

    private static Path value(String[] words, int position) {
        if (position >= words.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return Path.of(words[position]).toAbsolutePath().normalize();
    }

    private static Path given(@Nullable Path path) {
        if (path == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return path;
    }
}
