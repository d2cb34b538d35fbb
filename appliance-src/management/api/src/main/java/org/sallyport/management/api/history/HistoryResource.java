package org.sallyport.management.api.history;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.history.CallHistory;
import org.sallyport.core.calls.history.CallPage;
import org.sallyport.core.calls.history.CallQuery;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.operations.Operation;
import org.sallyport.management.api.operations.Operations;
import org.sallyport.management.api.operations.OperationsResource;

/** Past calls. */
public final class HistoryResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);

    private final CallHistory history;
    private final LongSupplier retention;
    private final Operations operations;

    /**
     * The resource.
     *
     * @param retention deletes what is older than the settings allow; the number of calls deleted
     */
    public HistoryResource(CallHistory history, LongSupplier retention, Operations operations) {
        this.history = history;
        this.retention = retention;
        this.operations = operations;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listHistory", "/history", ALL, this::list),
                Route.get("getHistoryCall", "/history/{id}", ALL, this::get),
                Route.write("exportHistory", Method.POST, "/history/export", ALL, "history.export", this::export),
                Route.write(
                        "applyRetention",
                        Method.POST,
                        "/history/retention",
                        Set.of(ADMINISTRATOR),
                        "history.apply-retention",
                        this::applyRetention));
    }

    private Answer list(ApiRequest request) {
        CallQuery query = new CallQuery(
                request.instant("from").orElse(null),
                request.instant("to").orElse(null),
                request.query("text").orElse(null),
                request.choice("outcome", Outcome.class).orElse(null),
                request.choice("direction", CallDirection.class).orElse(null),
                request.choice("protocol", SignallingProtocol.class).orElse(null),
                request.query("externalAddress").orElse(null),
                request.query("internalAddress").orElse(null));
        CallPage page = history.page(query, request.pageSize(), request.pageToken());
        return Answer.json(new Items(page.calls(), page.nextPageToken()));
    }

    private Answer get(ApiRequest request) {
        String id = request.parameter("id");
        return Answer.json(history.find(new CallId(id))
                .orElseThrow(() -> ProblemException.notFound("There is no call " + id + " in the history.")));
    }

    private Answer export(ApiRequest request) {
        CallQuery query = query(request.fields());
        Operation operation = operations.start(
                "history.export",
                request.caller().name(),
                "Writes the calls that fit into a CSV file.",
                new HistoryExport(history, query));
        return Answer.started(OperationsResource.location(operation), operation);
    }

    private static CallQuery query(Fields fields) {
        CallQuery query = new CallQuery(
                instant(fields, "from"),
                instant(fields, "to"),
                fields.optionalText("text", 0, 256).orElse(null),
                fields.choice("outcome", Outcome.class).orElse(null),
                fields.choice("direction", CallDirection.class).orElse(null),
                fields.choice("protocol", SignallingProtocol.class).orElse(null),
                fields.optionalText("externalAddress", 0, 64).orElse(null),
                fields.optionalText("internalAddress", 0, 64).orElse(null));
        fields.finish();
        return query;
    }

    private static @Nullable Instant instant(Fields fields, String name) {
        try {
            return fields.optionalText(name, 1, 64).map(Instant::parse).orElse(null);
        } catch (DateTimeParseException e) {
            fields.problem(name, "It is no instant.", "Write it like 2026-03-01T10:00:00Z.");
            return null;
        }
    }

    private Answer applyRetention(ApiRequest request) {
        Operation operation = operations.start(
                "history.retention",
                request.caller().name(),
                "Deletes calls older than the retention settings allow.",
                (progress, _) -> {
                    long deleted = retention.getAsLong();
                    progress.done(deleted);
                    progress.detail(deleted + " calls deleted.");
                });
        return Answer.started(OperationsResource.location(operation), operation);
    }

    record Items(List<CallSnapshot> items, @Nullable String nextPageToken) {}
}
