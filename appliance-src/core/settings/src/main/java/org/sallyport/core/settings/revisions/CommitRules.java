package org.sallyport.core.settings.revisions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.schema.DurationText;

/** What a commit must say beside its document. */
final class CommitRules {
    private static final Duration SHORTEST_CONFIRMATION = Duration.ofSeconds(5);
    private static final Duration LONGEST_CONFIRMATION = Duration.ofHours(1);
    private static final int LONGEST_COMMENT = 1000;

    private CommitRules() {}

    static List<Problem> problems(CommitRequest request) {
        List<Problem> problems = new ArrayList<>();
        request.confirmWithin()
                .filter(within ->
                        within.compareTo(SHORTEST_CONFIRMATION) < 0 || within.compareTo(LONGEST_CONFIRMATION) > 0)
                .ifPresent(within -> problems.add(new Problem(
                        "confirm-within",
                        DurationText.write(within),
                        "It is out of range.",
                        "Give a duration from " + DurationText.write(SHORTEST_CONFIRMATION) + " to "
                                + DurationText.write(LONGEST_CONFIRMATION) + ".")));
        if (request.comment().length() > LONGEST_COMMENT) {
            problems.add(new Problem(
                    "comment",
                    request.comment().length() + " characters",
                    "It is too long.",
                    "Give at most " + LONGEST_COMMENT + " characters."));
        }
        return problems;
    }
}
