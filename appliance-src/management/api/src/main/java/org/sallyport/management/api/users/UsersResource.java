package org.sallyport.management.api.users;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.management.api.access.Lockouts;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.access.Sessions;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** Accounts: create, change, reset, delete. Whatever changes an account ends its sessions. */
public final class UsersResource {
    private static final Set<Role> WRITERS = Set.of(ADMINISTRATOR);
    private static final Set<Role> READERS = Set.of(ADMINISTRATOR, AUDITOR);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");
    private static final int GENERATED_LENGTH = 20;

    private final UserStore users;
    private final Sessions sessions;
    private final Lockouts lockouts;

    public UsersResource(UserStore users, Sessions sessions, Lockouts lockouts) {
        this.users = users;
        this.sessions = sessions;
        this.lockouts = lockouts;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("listUsers", "/users", READERS, _ -> list()),
                Route.get("getUser", "/users/{username}", READERS, request -> tagged(find(request))),
                Route.write("createUser", Method.POST, "/users", WRITERS, "users.create", this::create),
                Route.write("changeUser", Method.PATCH, "/users/{username}", WRITERS, "users.change", this::change),
                Route.write("deleteUser", Method.DELETE, "/users/{username}", WRITERS, "users.delete", this::delete),
                Route.write(
                        "resetPassword",
                        Method.POST,
                        "/users/{username}/password",
                        WRITERS,
                        "users.reset-password",
                        this::resetPassword));
    }

    /** A password that nobody chose, 120 bits. */
    public static String generatedPassword() {
        return Ids.secret().substring(0, GENERATED_LENGTH);
    }

    private Answer list() {
        return Answer.json(new Items(users.all().stream().map(this::view).toList()));
    }

    private Answer create(ApiRequest request) {
        Fields fields = request.fields();
        String username = fields.name(
                "username", NAME, "Begin with a lower-case letter; go on with letters, digits, dot, dash, underscore.");
        String fullName = fields.optionalText("fullName", 0, 128).orElse("");
        Role role = fields.requiredChoice("role", Role.class);
        fields.finish();
        request.audit().subject(username);
        String password = generatedPassword();
        if (!users.add(username, fullName, role, password)) {
            throw ProblemException.conflict("name-taken", "There is a user " + username + " already.");
        }
        User user = users.find(username).orElseThrow();
        request.audit().after(user.toString());
        return Answer.created("/api/v1/users/" + username, new WithPassword(view(user), password))
                .with("ETag", etag(user));
    }

    private Answer change(ApiRequest request) {
        User user = find(request);
        request.requireMatch(etag(user));
        Fields fields = request.fields();
        String fullName = fields.optionalText("fullName", 0, 128).orElse(user.fullName());
        Role role = fields.choice("role", Role.class).orElse(user.role());
        boolean disabled = fields.optionalFlag("disabled").orElse(user.disabled());
        fields.finish();
        request.audit().before(user.toString());
        require(users.change(user, fullName, role, disabled));
        sessions.endAll(user.username());
        User changed = find(request);
        request.audit().after(changed.toString());
        return tagged(changed);
    }

    private Answer delete(ApiRequest request) {
        User user = find(request);
        request.audit().before(user.toString());
        require(users.delete(user.username()));
        sessions.endAll(user.username());
        return Answer.empty(204);
    }

    private Answer resetPassword(ApiRequest request) {
        User user = find(request);
        String password = generatedPassword();
        users.setPassword(user.username(), password, true);
        sessions.endAll(user.username());
        lockouts.clear(userKey(user.username()));
        return Answer.json(new WithPassword(view(find(request)), password));
    }

    private User find(ApiRequest request) {
        String username = request.parameter("username");
        request.audit().subject(username);
        return users.find(username).orElseThrow(() -> ProblemException.notFound("There is no user " + username + "."));
    }

    private static void require(UserStore.Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case CHANGED_MEANWHILE ->
                throw new ProblemException(
                        412,
                        "changed-meanwhile",
                        "Changed meanwhile",
                        "Somebody else changed it. Read it again first.");
            case LAST_ADMINISTRATOR ->
                throw ProblemException.conflict(
                        "last-administrator",
                        "Nobody could administrate any more. Make another user administrator first.");
        }
    }

    /** The key of a user's failed log-ins. */
    public static String userKey(String username) {
        return "user:" + username;
    }

    private Answer tagged(User user) {
        return Answer.json(view(user)).with("ETag", etag(user));
    }

    private static String etag(User user) {
        return "\"" + user.version() + "\"";
    }

    private View view(User user) {
        return new View(
                user.username(),
                user.fullName(),
                user.role(),
                user.disabled(),
                user.passwordChangeRequired(),
                user.createdAt(),
                user.lastLoginAt(),
                lockouts.lockedUntil(userKey(user.username())).orElse(null));
    }

    record View(
            String username,
            String fullName,
            Role role,
            boolean disabled,
            boolean passwordChangeRequired,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            @Nullable Instant lockedUntil) {}

    record Items(List<View> items) {}

    record WithPassword(View user, String password) {}
}
