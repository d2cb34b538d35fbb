package org.sallyport.management.api.turn;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.director.TurnAllocation;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** The TURN server: its allocations, for which the director is asked each time as their figures never stand still, and its self-test. */
public final class TurnResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);

    private final DirectorControl director;
    private final Supplier<TurnSettings> settings;
    private final Clock clock;

    public TurnResource(DirectorControl director, Supplier<TurnSettings> settings, Clock clock) {
        this.director = director;
        this.settings = settings;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listTurnAllocations", "/turn/allocations", ALL, this::list),
                Route.write(
                        "endTurnAllocation",
                        Method.DELETE,
                        "/turn/allocations/{id}",
                        Set.of(ADMINISTRATOR, OPERATOR),
                        "turn.end-allocation",
                        this::end),
                Route.write(
                        "testTurn",
                        Method.POST,
                        "/turn/self-test",
                        Set.of(ADMINISTRATOR, OPERATOR),
                        "turn.self-test",
                        this::test));
    }

    private Answer list(ApiRequest request) {
        String text = request.query("text").orElse("").toLowerCase(Locale.ROOT);
        // Identifiers grow with time, so a page may start after an allocation that has ended meanwhile.
        String after = request.query("pageToken").orElse("");
        int size = request.pageSize();
        List<TurnAllocation> wanted = director.turnAllocations().stream()
                .filter(allocation -> allocation.id().compareTo(after) > 0)
                .filter(allocation -> mentions(allocation, text))
                .limit(size + 1L)
                .toList();
        boolean more = wanted.size() > size;
        List<TurnAllocation> page = more ? wanted.subList(0, size) : wanted;
        return Answer.json(new Page(page, more ? page.getLast().id() : null));
    }

    private static boolean mentions(TurnAllocation allocation, String text) {
        return Stream.concat(
                        Stream.of(allocation.user(), allocation.client(), allocation.server()),
                        allocation.relayed().stream())
                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(text));
    }

    private Answer end(ApiRequest request) {
        String id = request.parameter("id");
        request.audit().subject(id);
        if (!director.endTurnAllocation(id)) {
            throw ProblemException.notFound("There is no TURN allocation " + id + ". It may have expired.");
        }
        return Answer.empty(204);
    }

    private Answer test(ApiRequest request) {
        TurnSettings inForce = settings.get();
        if (!inForce.enabled()) {
            throw ProblemException.conflict("turn-disabled", "The TURN server is off. Set turn.enabled first.");
        }
        List<TurnTestResult> results = new TurnSelfTest(inForce, director::turnTestCredential, clock).run();
        request.audit().after(results.stream().allMatch(TurnTestResult::isWell) ? "passed" : "failed");
        return Answer.json(new Tested(results));
    }

    record Tested(List<TurnTestResult> results) {}

    record Page(List<TurnAllocation> items, @Nullable String nextPageToken) {}
}
