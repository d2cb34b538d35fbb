package org.sallyport.core.settings.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the key that somebody meant: the one at the smallest edit distance (Levenshtein). */
final class NearestKey {
    private NearestKey() {}

    /** The nearest key, if it is near enough to be a slip: at most a third of its letters differ. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .filter(key -> distance(written, key) <= Math.max(1, key.length() / 3))
                .min(Comparator.comparingInt(key -> distance(written, key)));
    }

    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[other.length() + 1];
            current[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int substitution = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, Math.min(above[column], current[column - 1]) + 1);
            }
            above = current;
        }
        return above[other.length()];
    }
}
