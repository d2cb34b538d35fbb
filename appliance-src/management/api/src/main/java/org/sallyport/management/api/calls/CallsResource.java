package org.sallyport.management.api.calls;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.director.DirectorPicture;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** Calls in progress: list, look at, hang up. */
public final class CallsResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);

    private final DirectorPicture picture;
    private final DirectorControl director;

    public CallsResource(DirectorPicture picture, DirectorControl director) {
        this.picture = picture;
        this.director = director;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listCalls", "/calls", ALL, this::list),
                Route.get("getCall", "/calls/{id}", ALL, this::get),
                Route.write(
                        "hangUpCall",
                        Method.DELETE,
                        "/calls/{id}",
                        Set.of(ADMINISTRATOR, OPERATOR),
                        "calls.hang-up",
                        this::hangUp));
    }

    private Answer list(ApiRequest request) {
        String text = request.query("text").orElse("").toLowerCase(Locale.ROOT);
        CallDirection direction =
                request.choice("direction", CallDirection.class).orElse(null);
        int size = request.pageSize();
        // Identifiers grow with time, so a page may start after a call that has ended meanwhile.
        String after = request.query("pageToken").orElse("");
        List<CallSnapshot> wanted = picture.calls().stream()
                .filter(call -> call.id().value().compareTo(after) > 0)
                .filter(call -> direction == null || call.direction() == direction)
                .filter(call -> text.isEmpty() || mentions(call, text))
                .limit(size + 1L)
                .toList();
        boolean more = wanted.size() > size;
        List<CallSnapshot> page = more ? wanted.subList(0, size) : wanted;
        return Answer.json(new CallPage(page, more ? page.getLast().id().value() : null));
    }

    private static boolean mentions(CallSnapshot call, String text) {
        return Stream.of(call.caller(), call.callee())
                .filter(Objects::nonNull)
                .flatMap(CallsResource::words)
                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(text));
    }

    private static Stream<String> words(LegSnapshot leg) {
        return Stream.of(leg.party(), leg.displayName(), leg.remoteAddress()).filter(Objects::nonNull);
    }

    private Answer get(ApiRequest request) {
        return Answer.json(director.call(id(request)).orElseThrow(() -> missing(request)));
    }

    private Answer hangUp(ApiRequest request) {
        CallId id = id(request);
        request.audit().subject(id.value());
        if (!director.hangUp(id, request.caller().name())) {
            throw missing(request);
        }
        return Answer.empty(202);
    }

    private static CallId id(ApiRequest request) {
        return new CallId(request.parameter("id"));
    }

    private static ProblemException missing(ApiRequest request) {
        return ProblemException.notFound(
                "There is no call " + request.parameter("id") + " in progress. Look into the history.");
    }

    record CallPage(List<CallSnapshot> items, @Nullable String nextPageToken) {}
}
