package org.sallyport.management.api.access;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A user who is logged in. Its identifier is a secret; only the cookie carries it. Thread-safe. */
public final class Session {
    private final String id;
    private final String csrfToken;
    private final String username;
    private final Role role;
    private final boolean passwordChangeRequired;
    private final Instant expiresAt;
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> deadlineOff = new AtomicReference<>(() -> {});
    private volatile Instant lastUsed;
    private volatile boolean ended;

    Session(
            String id,
            String csrfToken,
            String username,
            Role role,
            boolean passwordChangeRequired,
            Instant now,
            Instant expiresAt) {
        this.id = id;
        this.csrfToken = csrfToken;
        this.username = username;
        this.role = role;
        this.passwordChangeRequired = passwordChangeRequired;
        this.lastUsed = now;
        this.expiresAt = expiresAt;
    }

    public String id() {
        return id;
    }

    /** What the session's requests must show beside the cookie, which other sites cannot read. */
    public String csrfToken() {
        return csrfToken;
    }

    public String username() {
        return username;
    }

    public Role role() {
        return role;
    }

    public boolean passwordChangeRequired() {
        return passwordChangeRequired;
    }

    /** Its end however much it is used. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Caller caller() {
        return new Caller(username, role, passwordChangeRequired, this);
    }

    /** Runs an action when the session ends, at once when it has; running what is returned calls that off. */
    public Runnable onEnd(Runnable action) {
        endings.add(action);
        if (ended) {
            action.run();
        }
        return () -> endings.remove(action);
    }

    Instant lastUsed() {
        return lastUsed;
    }

    void use(Instant now) {
        lastUsed = now;
    }

    /** Takes what calls its present deadline off. */
    void watchedBy(Runnable callOff) {
        deadlineOff.set(callOff);
        if (ended) {
            callOff.run();
        }
    }

    void end() {
        ended = true;
        deadlineOff.get().run();
        endings.forEach(Runnable::run);
    }
}
