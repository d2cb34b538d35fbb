package org.sallyport.management.api.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** Long work: list, watch, fetch, cancel. */
public final class OperationsResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);

    private final Operations operations;

    public OperationsResource(Operations operations) {
        this.operations = operations;
    }

    /** The place of an operation. */
    public static String location(Operation operation) {
        return "/api/v1/operations/" + operation.id();
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listOperations", "/operations", ALL, _ -> Answer.json(new Items(operations.all()))),
                Route.get("getOperation", "/operations/{id}", ALL, request -> Answer.json(find(request))),
                Route.get("getOperationResult", "/operations/{id}/result", ALL, this::result),
                Route.write(
                        "cancelOperation", Method.DELETE, "/operations/{id}", ALL, "operations.delete", this::remove));
    }

    private Operation find(ApiRequest request) {
        String id = request.parameter("id");
        return operations
                .find(id)
                .orElseThrow(() ->
                        ProblemException.notFound("There is no operation " + id + "; they are kept for" + " hours."));
    }

    private Answer result(ApiRequest request) {
        Operation operation = find(request);
        Path file = operations
                .result(operation.id())
                .orElseThrow(() -> ProblemException.conflict(
                        "no-result", "The operation is " + operation.state() + " and has no result."));
        return new Answer.Streamed(
                200,
                Map.of(
                        "Content-Type",
                        "text/csv; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"" + operation.kind() + ".csv\""),
                out -> Files.copy(file, out));
    }

    private Answer remove(ApiRequest request) {
        Operation operation = find(request);
        request.audit().subject(operation.kind() + " " + operation.id());
        operations.remove(operation.id());
        return Answer.empty(204);
    }

    record Items(List<Operation> items) {}
}
