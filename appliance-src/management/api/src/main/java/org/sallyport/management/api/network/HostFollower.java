package org.sallyport.management.api.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.host.HostStatus;
import org.sallyport.core.control.host.NetworkPlan;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.database.DatabaseNotifications;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.revisions.Revision;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.settings.revisions.StoredRevisions;
import org.sallyport.management.api.network.NetworkState.Following;
import org.sallyport.management.api.operations.Operations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the machine in step with the revision in force. A revision on trial is applied on trial, a confirmed one is
 * confirmed on the machine, one taken back is undone there; what the machine cannot take over is taken back. The machine
 * has a deadline of its own, a little after that of the settings, so that it comes back when this process or the database
 * does not. One thread does all of it.
 */
public final class HostFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostFollower.class);
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(15);

    /** So much later than the settings the machine goes back by itself. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HostControl host;
    private final SettingsRevisions revisions;
    private final Database database;
    private final Operations operations;
    private final Clock clock;
    private final HostAlarms alarms;
    private final List<Consumer<NetworkState>> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private volatile NetworkState state = NetworkState.NOT_LOOKED_YET;
    private volatile @Nullable Thread thread;
    private @Nullable DatabaseNotifications notifications;

    // Of the thread alone.
    private long firstRevision = -1;
    private long triedRevision = -1;
    private long refusedRevision = -1;
    private @Nullable ApplyOperation operation;
    private List<String> notes = List.of();
    private boolean isManaged;

    /** Follows nothing before {@link #start}. */
    public HostFollower(
            HostControl host,
            SettingsRevisions revisions,
            Database database,
            Operations operations,
            HostAlarms alarms,
            Clock clock) {
        this.host = host;
        this.revisions = revisions;
        this.database = database;
        this.operations = operations;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Looks now and from now on. */
    public void start() {
        thread = Thread.ofVirtual().name("host-follower").start(this::run);
        notifications = DatabaseNotifications.listen(
                database, List.of(StoredRevisions.CHANNEL), new DatabaseNotifications.Listener() {
                    @Override
                    public void connected() {
                        news.release();
                    }

                    @Override
                    public void notified(String channel, String payload) {
                        news.release();
                    }

                    @Override
                    public void disconnected(String reason) {
                        // the machine keeps its own deadline
                    }
                });
    }

    /** The state as last seen. */
    public NetworkState state() {
        return state;
    }

    /** The state with the machine as it is now; while it is being changed, as last seen. */
    NetworkState look() {
        NetworkState last = state;
        if (last.following() == Following.APPLYING) {
            return last;
        }
        try {
            HostStatus status = host.status();
            if (last.following() == Following.TRIAL && status.trial().isEmpty()) {
                news.release();
            }
            return last.seen(status);
        } catch (ControlException e) {
            LOG.debug("the machine cannot be looked at: {}", e.getMessage());
            news.release();
            return new NetworkState(Following.AWAY, why(e), last.settingsRevision(), last.trial(), List.of(), null);
        }
    }

    /** Tells a listener the state at once, then every change of it; it must not block. */
    public Verb.Subscription listen(Consumer<NetworkState> listener) {
        listeners.add(listener);
        listener.accept(state);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        if (notifications != null) {
            notifications.close();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                follow();
                boolean told = news.tryAcquire(LOOK_AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                LOG.trace("looking again{}", told ? ", for there is news" : "");
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            SettingsView view = revisions.view();
            isManaged = !interfaces(view.effective()).isEmpty();
            if (firstRevision < 0) {
                firstRevision = view.revision();
            }
            follow(view, revisions.pending().filter(pending -> pending.number() == view.revision()));
        } catch (DatabaseException e) {
            LOG.debug("what the machine should be cannot be read: {}", e.getMessage());
        } catch (ControlException e) {
            LOG.debug("the machine cannot be asked: {}", e.getMessage());
            refusedRevision = -1;
            publish(Following.AWAY, why(e), state.settingsRevision(), null, null);
        } catch (RuntimeException e) {
            LOG.error("the machine is not followed", e);
        }
    }

    private void follow(SettingsView view, Optional<Revision> pending) {
        HostStatus status = host.status();
        Optional<Long> onTrial = status.trial().map(HostStatus.Trial::revision);
        if (onTrial.filter(revision -> revision == view.revision()).isPresent() && pending.isPresent()) {
            publish(Following.TRIAL, null, view.revision(), trial(pending.get()), status);
            return;
        }
        onTrial.ifPresent(revision -> endTrial(revision, view.revision()));
        NetworkPlan plan = host.plan(view.effective());
        if (!plan.problems().isEmpty()) {
            refuse(view, pending, plan.problems().getFirst().toString(), status);
        } else if (plan.files().isEmpty()) {
            inStep(view, pending, status);
        } else if (pending.isPresent()) {
            tryOut(view, pending.get(), status);
        } else if (refusedRevision != view.revision()) {
            apply(view, status);
        }
    }

    /** Its confirmation or its end was decided in the settings. */
    private void endTrial(long revision, long current) {
        boolean kept = revision == current
                || revisions
                        .get(revision)
                        .filter(found -> found.confirmedAt() != null)
                        .isPresent();
        boolean done = kept ? host.confirm(revision) : host.rollBack(revision);
        if (done && operation != null) {
            if (kept) {
                operation.kept("It was confirmed and stays.");
            } else {
                operation.undone("It was not confirmed, and the machine is as before.");
            }
            operation = null;
        }
        notes = List.of();
    }

    private void inStep(SettingsView view, Optional<Revision> pending, HostStatus status) {
        if (pending.isEmpty() && operation != null) {
            operation.undone("The machine is as before.");
            operation = null;
        }
        publish(isManaged ? Following.IN_STEP : Following.UNMANAGED, null, view.revision(), null, host.status());
        LOG.trace("{} follows revision {}", status.hostname(), view.revision());
    }

    /** A revision is tried once; one that was there before us may have been undone by the machine itself. */
    private void tryOut(SettingsView view, Revision pending, HostStatus status) {
        Duration left = Duration.between(clock.instant(), confirmBy(pending));
        if (left.isNegative() || left.isZero()) {
            return;
        }
        if (triedRevision == pending.number() || firstRevision >= pending.number()) {
            takeBack(pending.number(), "The machine went back to its state before.");
            return;
        }
        triedRevision = pending.number();
        operation = new ApplyOperation(operations, pending.number(), pending.author());
        publish(Following.APPLYING, "The machine takes over the change.", view.revision(), trial(pending), status);
        try {
            notes = host.apply(view.revision(), view.effective(), Optional.of(left.plus(GRACE)));
            operation.says(
                    "It is in force and waits for its confirmation until " + confirmBy(pending) + "." + said(notes));
            publish(Following.TRIAL, null, view.revision(), trial(pending), null);
            news.release();
        } catch (ControlException e) {
            operation.undone(String.valueOf(e.getMessage()));
            operation = null;
            takeBack(pending.number(), "The machine could not take it over: " + e.getMessage());
        }
    }

    private void apply(SettingsView view, HostStatus status) {
        publish(Following.APPLYING, "The machine takes over the settings.", view.revision(), null, status);
        try {
            notes = host.apply(view.revision(), view.effective(), Optional.empty());
            news.release();
        } catch (ControlException e) {
            if (e.reason() == ControlException.Reason.AWAY) {
                throw e;
            }
            refuse(view, Optional.empty(), String.valueOf(e.getMessage()), status);
        }
    }

    private void refuse(SettingsView view, Optional<Revision> pending, String why, HostStatus status) {
        if (pending.isPresent()) {
            takeBack(pending.get().number(), "The machine could not take it over: " + why);
            return;
        }
        refusedRevision = view.revision();
        publish(Following.BEHIND, why, view.revision(), null, status);
    }

    private void takeBack(long revision, String why) {
        LOG.warn("revision {} is taken back: {}", revision, why);
        revisions.takeBack(revision, SettingsRevisions.SYSTEM, shortened("Revision " + revision + ": " + why));
    }

    private NetworkState.Trial trial(Revision pending) {
        return new NetworkState.Trial(pending.number(), confirmBy(pending), operation == null ? null : operation.id());
    }

    private void publish(
            Following following,
            @Nullable String detail,
            long revision,
            NetworkState.@Nullable Trial trial,
            @Nullable HostStatus status) {
        NetworkState.Machine machine =
                following == Following.AWAY ? null : status == null ? state.machine() : NetworkState.Machine.of(status);
        NetworkState before = state;
        state = new NetworkState(following, detail, revision, trial, notes, machine);
        alarms.tell(state, isManaged);
        if (!state.equals(before)) {
            listeners.forEach(listener -> listener.accept(state));
        }
    }

    private static String why(ControlException e) {
        return e.reason() == ControlException.Reason.AWAY ? HostAlarms.AWAY : String.valueOf(e.getMessage());
    }

    private static Instant confirmBy(Revision pending) {
        Instant deadline = pending.confirmBy();
        return deadline == null ? Instant.MAX : deadline;
    }

    static JsonNode interfaces(ObjectNode document) {
        return document.path("network").path("interfaces");
    }

    private static String said(List<String> notes) {
        return notes.isEmpty() ? "" : " " + String.join(" ", notes);
    }

    private static String shortened(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }
}
