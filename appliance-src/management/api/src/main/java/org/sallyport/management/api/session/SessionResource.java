package org.sallyport.management.api.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.api.access.Caller;
import org.sallyport.management.api.access.Lockouts;
import org.sallyport.management.api.access.PasswordHash;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.access.Session;
import org.sallyport.management.api.access.Sessions;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.users.FirstAdministrator;
import org.sallyport.management.api.users.User;
import org.sallyport.management.api.users.UserStore;
import org.sallyport.management.api.users.UsersResource;

/** Log-in, log-out, one's own password. */
public final class SessionResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    private static final String COOKIE = "__Host-sallyport-session";
    private static final String COOKIE_ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 256;

    private final UserStore users;
    private final Sessions sessions;
    private final Lockouts lockouts;
    private final FirstAdministrator firstAdministrator;
    private final Clock clock;

    public SessionResource(
            UserStore users, Sessions sessions, Lockouts lockouts, FirstAdministrator firstAdministrator, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.lockouts = lockouts;
        this.firstAdministrator = firstAdministrator;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.write("logIn", Method.POST, "/session", Set.of(), "session.log-in", this::logIn),
                Route.get("getSession", "/session", ALL, request -> Answer.json(view(request.caller()))),
                Route.write("logOut", Method.DELETE, "/session", ALL, "session.log-out", this::logOut),
                Route.write(
                        "changePassword",
                        Method.POST,
                        "/session/password",
                        ALL,
                        "session.change-password",
                        this::changePassword));
    }

    private Answer logIn(ApiRequest request) {
        Fields fields = request.fields();
        String username = fields.text("username", 1, 64);
        String password = fields.secret("password", 1, LONGEST_PASSWORD);
        fields.finish();
        request.audit().actor(username);
        String byUser = UsersResource.userKey(username);
        String bySource = "source:" + request.source();
        requireNotLocked(byUser, bySource);
        User user = authenticate(username, password).orElseThrow(() -> refuse(byUser, bySource));
        lockouts.clear(byUser);
        users.loggedIn(username);
        Session session = sessions.begin(username, user.role(), user.passwordChangeRequired());
        return withCookie(Answer.json(view(session.caller())), session);
    }

    private void requireNotLocked(String... keys) {
        Optional<Instant> until = Stream.of(keys)
                .map(lockouts::lockedUntil)
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
        if (until.isPresent()) {
            long seconds = 1 + Duration.between(clock.instant(), until.get()).toSeconds();
            throw new ProblemException(
                            429,
                            "locked-out",
                            "Locked out",
                            "There were too many failed log-ins. Try again in " + seconds + " seconds.")
                    .with("Retry-After", Long.toString(seconds));
        }
    }

    private ProblemException refuse(String byUser, String bySource) {
        lockouts.failed(byUser);
        lockouts.failed(bySource);
        return new ProblemException(
                401, "wrong-credentials", "Not logged in", "The user name or the password is wrong.");
    }

    /** Takes as long for a user that does not exist. */
    private Optional<User> authenticate(String username, String password) {
        Optional<User> user = users.find(username);
        boolean matches =
                PasswordHash.matches(password, user.map(User::passwordHash).orElse(PasswordHash.OF_NOBODY));
        return user.filter(found -> matches && !found.disabled());
    }

    private Answer logOut(ApiRequest request) {
        Session session = request.caller().session();
        if (session != null) {
            sessions.end(session);
        }
        return Answer.empty(204).with("Set-Cookie", COOKIE + "=; Max-Age=0" + COOKIE_ATTRIBUTES);
    }

    private Answer changePassword(ApiRequest request) {
        Session session = request.caller().session();
        if (session == null) {
            throw ProblemException.conflict("no-password", "A token has no password.");
        }
        String username = session.username();
        request.audit().subject(username);
        Fields fields = request.fields();
        String current = fields.secret("currentPassword", 1, LONGEST_PASSWORD);
        String fresh = fields.secret("newPassword", SHORTEST_PASSWORD, LONGEST_PASSWORD);
        if (fresh.equals(current)
                || fresh.contains(username)
                || fresh.chars().distinct().count() < 5) {
            fields.secretProblem(
                    "newPassword",
                    "It is the current one, contains the user name, or has fewer than five different characters.",
                    "Choose another one.");
        }
        fields.finish();
        String byUser = UsersResource.userKey(username);
        requireNotLocked(byUser);
        User user = authenticate(username, current).orElseThrow(() -> refuse(byUser, "source:" + request.source()));
        users.setPassword(username, fresh, false);
        firstAdministrator.passwordChanged(username);
        sessions.endAll(username);
        Session next = sessions.begin(username, user.role(), false);
        return withCookie(Answer.json(view(next.caller())), next);
    }

    private static Answer withCookie(Answer answer, Session session) {
        return answer.with("Set-Cookie", COOKIE + "=" + session.id() + COOKIE_ATTRIBUTES);
    }

    private View view(Caller caller) {
        Session session = caller.session();
        return session == null
                ? new View(caller.name(), caller.role(), "TOKEN", false, null, null, null)
                : new View(
                        caller.name(),
                        caller.role(),
                        "SESSION",
                        session.passwordChangeRequired(),
                        session.csrfToken(),
                        session.expiresAt(),
                        sessions.idleTimeout().toSeconds());
    }

    record View(
            String name,
            Role role,
            String kind,
            boolean passwordChangeRequired,
            @Nullable String csrfToken,
            @Nullable Instant expiresAt,
            @Nullable Long idleTimeoutSeconds) {}
}
