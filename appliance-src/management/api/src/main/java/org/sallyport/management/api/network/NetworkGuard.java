package org.sallyport.management.api.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.NetworkPlan;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.management.api.http.ProblemException;

/** Keeps settings from being committed that nobody would put into force, or that could lock their author out for good. */
public final class NetworkGuard {
    private static final List<String> LOCKING_OUT = List.of("network.interfaces", "network.routes", "network.firewall");

    private final HostControl host;

    public NetworkGuard(HostControl host) {
        this.host = host;
    }

    /**
     * Looks at a change that is about to be committed.
     *
     * @param changes effective values that differ
     * @param before the effective settings in force
     * @param after those to be
     * @throws ProblemException 503 when nobody would put a change of the network into force, 422 when the machine cannot
     *     take it over, or when it can lock its author out and would not be undone by itself
     */
    public void check(List<Change> changes, ObjectNode before, ObjectNode after, Optional<Duration> confirmWithin) {
        if (changes.stream().noneMatch(change -> change.path().startsWith("network.")) || !isManaged(before, after)) {
            return;
        }
        List<Problem> problems = Stream.concat(
                        HostQuestion.ask(() -> host.plan(after)).problems().stream(),
                        unconfirmed(changes, confirmWithin).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
    }

    /** The dry run of a change that has no faults of its own. */
    NetworkPlan plan(ObjectNode after) {
        return HostQuestion.ask(() -> host.plan(after));
    }

    /** Whether a change must be confirmed to stay, on a machine whose network is ours. */
    public static boolean needsConfirmation(List<Change> changes, ObjectNode before, ObjectNode after) {
        return needsConfirmation(changes) && isManaged(before, after);
    }

    /** Whether a change must be confirmed to stay. */
    static boolean needsConfirmation(List<Change> changes) {
        return locking(changes).isPresent();
    }

    private static Optional<Problem> unconfirmed(List<Change> changes, Optional<Duration> confirmWithin) {
        return confirmWithin.isPresent()
                ? Optional.empty()
                : locking(changes)
                        .map(change -> new Problem(
                                "confirmWithinSeconds",
                                "",
                                "A change of " + change.path() + " may lock you out, so it must undo itself.",
                                "Give the seconds in which you will confirm it, such as 120."));
    }

    private static Optional<Change> locking(List<Change> changes) {
        return changes.stream()
                .filter(change -> LOCKING_OUT.stream().anyMatch(change.path()::startsWith))
                .findFirst();
    }

    private static boolean isManaged(ObjectNode before, ObjectNode after) {
        return Stream.of(before, after)
                .anyMatch(document -> !HostFollower.interfaces(document).isEmpty());
    }
}
