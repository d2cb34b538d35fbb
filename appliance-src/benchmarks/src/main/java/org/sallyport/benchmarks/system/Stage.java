package org.sallyport.benchmarks.system;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be measured by itself, in the order of measuring. */
enum Stage {
    /** Time to ready and memory at rest. */
    IDLE,
    /** Set-up time beside that of the same peers without Sallyport. */
    SETUP,
    /** Calls a second without a failure. */
    RATE,
    /** Many calls with media, and memory with them. */
    MEDIA;

    /**
     * Reads names.
     *
     * @throws IllegalArgumentException naming the stages there are
     */
    static List<Stage> parse(List<String> names) {
        return names.stream().map(Stage::parse).distinct().sorted().toList();
    }

    private static Stage parse(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage = " + name + ": it is one of "
                        + Arrays.stream(values()).map(Stage::label).toList()));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
