package org.sallyport.upgrade.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** The way from one version to another through those that must come in between. */
public final class UpgradePath {
    private UpgradePath() {}

    /**
     * The packages to install one after the other, the target last; as few as possible, and of equally few the newest.
     *
     * @param known all releases that are known of
     * @return none when no way leads there; empty when it is there already
     */
    public static Optional<List<Version>> between(Version from, Version to, List<Release> known) {
        List<Release> newestFirst = known.stream()
                .sorted(Comparator.comparing(Release::version).reversed())
                .toList();
        Map<Version, Version> cameFrom = new HashMap<>();
        SequencedSet<Version> seen = new LinkedHashSet<>(List.of(from));
        ArrayDeque<Version> next = new ArrayDeque<>(seen);
        while (!next.isEmpty() && !seen.contains(to)) {
            Version at = next.remove();
            for (Release release : newestFirst) {
                Version version = release.version();
                if (version.compareTo(at) > 0
                        && version.compareTo(to) <= 0
                        && release.startsFrom().contains(at)
                        && seen.add(version)) {
                    cameFrom.put(version, at);
                    next.add(version);
                }
            }
        }
        return seen.contains(to) ? Optional.of(steps(from, to, cameFrom)) : Optional.empty();
    }

    private static List<Version> steps(Version from, Version to, Map<Version, Version> cameFrom) {
        List<Version> steps = new ArrayList<>();
        for (@Nullable Version at = to; at != null && !at.equals(from); at = cameFrom.get(at)) {
            steps.add(at);
        }
        return steps.reversed();
    }
}
