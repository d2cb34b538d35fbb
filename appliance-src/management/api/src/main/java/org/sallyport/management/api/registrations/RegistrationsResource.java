package org.sallyport.management.api.registrations;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import java.util.List;
import java.util.Set;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.calls.registrations.RegistrationState;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** Registrations in force: list and end. The director is asked each time, for every row changes twice a minute. */
public final class RegistrationsResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);

    private final DirectorControl director;

    public RegistrationsResource(DirectorControl director) {
        this.director = director;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listRegistrations", "/registrations", ALL, this::list),
                Route.write(
                        "endRegistration",
                        Method.DELETE,
                        "/registrations/{id}",
                        Set.of(ADMINISTRATOR, OPERATOR),
                        "registrations.end",
                        this::end));
    }

    private Answer list(ApiRequest request) {
        return Answer.json(director.registrations(new RegistrationQuery(
                request.query("text").orElse(""),
                request.choice("state", RegistrationState.class).orElse(null),
                request.query("pageToken").orElse(""),
                request.pageSize())));
    }

    private Answer end(ApiRequest request) {
        RegistrationId id = new RegistrationId(request.parameter("id"));
        request.audit().subject(id.value());
        if (!director.endRegistration(id)) {
            throw ProblemException.notFound("There is no registration " + id + ". It may have expired.");
        }
        return Answer.empty(204);
    }
}
