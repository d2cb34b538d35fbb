package org.sallyport.management.api.audit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.telemetry.audit.AuditEntry;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.core.telemetry.audit.AuditOutcome;
import org.sallyport.core.telemetry.audit.AuditQuery;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Route;

/** The audit, for reading. */
public final class AuditResource {
    private final AuditLog audit;

    public AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    public List<Route> routes() {
        return List.of(Route.get("listAudit", "/audit", Set.of(Role.ADMINISTRATOR, Role.AUDITOR), this::list));
    }

    private Answer list(ApiRequest request) {
        AuditQuery query = new AuditQuery(
                request.instant("from").orElse(null),
                request.instant("to").orElse(null),
                request.query("actor").orElse(null),
                request.query("action").orElse(null),
                request.choice("outcome", AuditOutcome.class).orElse(null));
        int size = request.pageSize();
        List<AuditEntry> found = audit.before(request.pageBefore(), size + 1, query);
        List<AuditEntry> page = found.size() > size ? found.subList(0, size) : found;
        return Answer.json(new Page(
                page, found.size() > size ? Long.toString(page.getLast().id()) : null));
    }

    record Page(List<AuditEntry> items, @Nullable String nextPageToken) {}
}
