package org.sallyport.management.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.database.DatabaseUnavailableException;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.core.telemetry.audit.AuditOutcome;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.management.api.access.Caller;
import org.sallyport.management.api.access.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request to its route, past the checks that every route has: who asks, from where, and whether that one may. */
final class Dispatcher {
    static final String SESSION_COOKIE = "__Host-sallyport-session";
    static final String CSRF_HEADER = "Sallyport-CSRF-Token";
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Set<String> WHILE_PASSWORD_EXPIRED = Set.of("getSession", "logOut", "changePassword");

    private final RouteTable routes;
    private final Authenticator authenticator;
    private final ConsoleFiles console;
    private final AuditLog audit;
    private final Metrics metrics;

    Dispatcher(List<Route> routes, Authenticator authenticator, ConsoleFiles console, AuditLog audit, Metrics metrics) {
        this.routes = new RouteTable(routes);
        this.authenticator = authenticator;
        this.console = console;
        this.audit = audit;
        this.metrics = metrics;
    }

    Answer answer(Incoming incoming) {
        return switch (routes.match(incoming.method(), incoming.path())) {
            case RouteTable.Match.Found(Route route, Map<String, String> parameters) ->
                answer(incoming, route, parameters);
            case RouteTable.Match.OtherMethods(Set<String> allowed) ->
                new ProblemException(405, "method-not-allowed", "Method not allowed", "Use " + allowed + ".")
                        .with("Allow", String.join(", ", allowed))
                        .answer();
            case RouteTable.Match.Unknown() -> console.answer(incoming);
        };
    }

    private Answer answer(Incoming incoming, Route route, Map<String, String> parameters) {
        @Nullable Caller caller = null;
        ApiRequest request = new ApiRequest(incoming, parameters, null);
        Answer answer;
        try {
            caller = authenticate(incoming).orElse(null);
            request = new ApiRequest(incoming, parameters, caller);
            admit(incoming, route, caller);
            answer = route.handler().handle(request);
            record(route, request, caller, answer.status(), null);
        } catch (RuntimeException e) {
            ProblemException problem = problem(route, e);
            answer = problem.answer();
            record(route, request, caller, problem.status(), problem.getMessage());
        }
        count(route, answer.status());
        return answer;
    }

    private Optional<Caller> authenticate(Incoming incoming) {
        Optional<String> authorization = incoming.header("Authorization");
        if (authorization.isPresent()) {
            String value = authorization.get();
            return value.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? authenticator.byToken(value.substring(7).strip())
                    : Optional.empty();
        }
        return incoming.cookie(SESSION_COOKIE).flatMap(authenticator::bySession);
    }

    private static void admit(Incoming incoming, Route route, @Nullable Caller caller) {
        if (!route.method().safe()) {
            requireSameOrigin(incoming);
        }
        if (route.open()) {
            return;
        }
        if (caller == null) {
            throw new ProblemException(401, "login-required", "Login required", "Log in, or send a valid API token.")
                    .with("WWW-Authenticate", "Bearer realm=\"sallyport\"");
        }
        Session session = caller.session();
        if (session != null && !route.method().safe()) {
            requireCsrfToken(incoming, session);
        }
        if (caller.passwordChangeRequired() && !WHILE_PASSWORD_EXPIRED.contains(route.operationId())) {
            throw new ProblemException(
                    403,
                    "password-change-required",
                    "Password change required",
                    "Change the password first: POST /api/v1/session/password.");
        }
        if (!route.roles().contains(caller.role())) {
            throw new ProblemException(
                    403, "role-required", "Not allowed", "This needs one of the roles " + route.roles() + ".");
        }
    }

    /** What a browser sends for a page of another site never passes; clients that are no browsers send neither header. */
    private static void requireSameOrigin(Incoming incoming) {
        boolean foreignOrigin = incoming.header("Origin")
                .filter(origin -> !origin.equals("https://" + incoming.authority()))
                .isPresent();
        boolean foreignSite = incoming.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
        if (foreignOrigin || foreignSite) {
            throw new ProblemException(
                    403, "foreign-origin", "Foreign origin", "Only pages of this server may change something.");
        }
    }

    private static void requireCsrfToken(Incoming incoming, Session session) {
        byte[] expected = session.csrfToken().getBytes(StandardCharsets.UTF_8);
        byte[] sent = incoming.header(CSRF_HEADER).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, sent)) {
            throw new ProblemException(
                    403,
                    "csrf-token-required",
                    "CSRF token required",
                    "Send the session's csrfToken in " + CSRF_HEADER + ".");
        }
    }

    private static ProblemException problem(Route route, RuntimeException e) {
        return switch (e) {
            case ProblemException problem -> problem;
            case InvalidInputException invalid -> ProblemException.invalid(invalid.problems());
            case DatabaseUnavailableException _ ->
                away("database-away", "The database cannot be reached. This will work again when it is back.");
            case ControlException control
            when control.reason() == ControlException.Reason.AWAY ->
                away("director-away", "The director cannot be reached. Its calls cannot be seen until it is back.");
            case ControlException control
            when control.reason() == ControlException.Reason.NOT_FOUND ->
                ProblemException.notFound(String.valueOf(control.getMessage()));
            default -> {
                LOG.error("{} failed", route.operationId(), e);
                yield new ProblemException(
                        500,
                        "internal",
                        "Internal error",
                        "Something went wrong here. The log of the manager says what.");
            }
        };
    }

    private static ProblemException away(String type, String detail) {
        return new ProblemException(503, type, "Part of the system is away", detail).with("Retry-After", "5");
    }

    private void record(
            Route route, ApiRequest request, @Nullable Caller caller, int status, @Nullable String refusal) {
        String action = route.action();
        if (action == null) {
            return;
        }
        AuditNote note = request.audit();
        if (note.part() && status < 400) {
            return;
        }
        String noted = note.actor();
        String actor = noted != null ? noted : caller == null ? "-" : caller.name();
        AuditOutcome outcome =
                status < 400 ? AuditOutcome.SUCCEEDED : status < 500 ? AuditOutcome.REFUSED : AuditOutcome.FAILED;
        audit.append(
                actor,
                request.source(),
                action,
                note.subject(),
                outcome,
                note.before(),
                refusal == null ? note.after() : refusal);
    }

    private void count(Route route, int status) {
        metrics.counter(
                        "sallyport_api_requests_total",
                        "Requests to the management API, by operation and class of status.",
                        "operation",
                        route.operationId(),
                        "status",
                        status / 100 + "xx")
                .increment();
    }
}
