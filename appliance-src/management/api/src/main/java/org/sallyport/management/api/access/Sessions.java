package org.sallyport.management.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.sallyport.base.id.Ids;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;

/** The sessions of this process. Each ends when unused for the idle time-out, and after {@link #LONGEST} anyhow. Thread-safe. */
public final class Sessions {
    static final Duration LONGEST = Duration.ofHours(12);

    private final Clock clock;
    private final Deadlines deadlines;
    private final LiveObjects liveObjects;
    private final Supplier<Duration> idleTimeout;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    public Sessions(Clock clock, Deadlines deadlines, LiveObjects liveObjects, Supplier<Duration> idleTimeout) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.liveObjects = liveObjects;
        this.idleTimeout = idleTimeout;
    }

    public Session begin(String username, Role role, boolean passwordChangeRequired) {
        Instant now = clock.instant();
        Session session =
                new Session(Ids.secret(), Ids.secret(), username, role, passwordChangeRequired, now, now.plus(LONGEST));
        session.onEnd(liveObjects.begin("web-session")::end);
        sessions.put(session.id(), session);
        watch(session, idleTimeout.get());
        return session;
    }

    /** The session of a cookie; looking it up counts as use. */
    public Optional<Session> find(String id) {
        Session session = sessions.get(id);
        if (session == null || expired(session)) {
            return Optional.empty();
        }
        session.use(clock.instant());
        return Optional.of(session);
    }

    public void end(Session session) {
        if (sessions.remove(session.id()) != null) {
            session.end();
        }
    }

    /** Ends all sessions of a user: the account was changed, disabled or deleted. */
    public void endAll(String username) {
        sessions.values().stream()
                .filter(session -> session.username().equals(username))
                .forEach(this::end);
    }

    public Duration idleTimeout() {
        return idleTimeout.get();
    }

    private boolean expired(Session session) {
        return !clock.instant().isBefore(endsAt(session));
    }

    private Instant endsAt(Session session) {
        Instant idleEnd = session.lastUsed().plus(idleTimeout.get());
        return idleEnd.isBefore(session.expiresAt()) ? idleEnd : session.expiresAt();
    }

    /** One deadline a session, set anew for what is left whenever it finds the session used. */
    private void watch(Session session, Duration delay) {
        Deadline deadline = deadlines.after("web-session", delay, () -> look(session));
        session.watchedBy(deadline::cancel);
    }

    private void look(Session session) {
        Duration left = Duration.between(clock.instant(), endsAt(session));
        if (left.isPositive()) {
            watch(session, left);
        } else {
            end(session);
        }
    }
}
