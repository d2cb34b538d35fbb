package org.sallyport.management.api.director;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlSubscription;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorEvent;
import org.sallyport.core.control.director.RemoteDirector;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;

/**
 * Calls and alarms of the director as last told by its feed, passed on to listeners without a gap. While the director is
 * away there is no picture and an alarm lasts. Thread-safe.
 */
public final class DirectorPicture implements AutoCloseable {
    private static final String AWAY = "manager.director.away";
    private static final Duration START_GRACE = Duration.ofSeconds(15);

    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CallId, CallSnapshot> calls = new LinkedHashMap<>();
    private final Map<String, Alarm> directorAlarms = new LinkedHashMap<>();
    private final List<Consumer<DirectorEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ControlSubscription<DirectorEvent> subscription;
    private volatile boolean connected;

    /** Starts following the director; it has a little while to appear before the alarm is raised. */
    public DirectorPicture(RemoteDirector director, Alarms alarms, Deadlines deadlines) {
        this.alarms = alarms;
        this.subscription = director.follow(new Follower());
        deadlines.after("director-start", START_GRACE, () -> {
            if (!connected) {
                raise();
            }
        });
    }

    public boolean connected() {
        return connected;
    }

    /**
     * Calls in progress, oldest first.
     *
     * @throws ControlException when the director is away
     */
    public List<CallSnapshot> calls() {
        if (!connected) {
            throw new ControlException(ControlException.Reason.AWAY, "the director is away");
        }
        return locked(this::sortedCalls);
    }

    /** The director's alarms that last; none while it is away. */
    public List<Alarm> alarms() {
        return locked(() -> List.copyOf(directorAlarms.values()));
    }

    /** Tells a listener the full state at once, then every change; it must not block. */
    public Verb.Subscription listen(Consumer<DirectorEvent> listener) {
        lock.lock();
        try {
            listener.accept(state());
            listeners.add(listener);
            return () -> listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }

    private DirectorEvent.State state() {
        return new DirectorEvent.State(sortedCalls(), List.copyOf(directorAlarms.values()));
    }

    private List<CallSnapshot> sortedCalls() {
        List<CallSnapshot> sorted = new ArrayList<>(calls.values());
        sorted.sort(Comparator.comparing(CallSnapshot::startedAt)
                .thenComparing(call -> call.id().value()));
        return sorted;
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    private void raise() {
        alarms.raise(
                AWAY,
                Alarm.Severity.CRITICAL,
                "The director does not answer: no calls can be seen, and none may be carried.",
                "Look at the log of sallyport-director; start it if it does not run.");
    }

    private void apply(DirectorEvent event) {
        lock.lock();
        try {
            switch (event) {
                case DirectorEvent.State state -> {
                    calls.clear();
                    state.calls().forEach(call -> calls.put(call.id(), call));
                    directorAlarms.clear();
                    state.alarms().forEach(alarm -> directorAlarms.put(alarm.key(), alarm));
                }
                case DirectorEvent.CallChanged(CallSnapshot call) -> apply(call);
                case DirectorEvent.AlarmChanged(Alarm alarm) -> {
                    if (alarm.clearedAt() == null) {
                        directorAlarms.put(alarm.key(), alarm);
                    } else {
                        directorAlarms.remove(alarm.key());
                    }
                }
            }
            listeners.forEach(listener -> listener.accept(event));
        } finally {
            lock.unlock();
        }
    }

    private void apply(CallSnapshot call) {
        if (call.state() == CallState.ENDED) {
            calls.remove(call.id());
        } else {
            calls.put(call.id(), call);
        }
    }

    private final class Follower implements ControlSubscription.Listener<DirectorEvent> {
        @Override
        public void connected() {
            connected = true;
            alarms.clear(AWAY);
        }

        @Override
        public void event(DirectorEvent event) {
            apply(event);
        }

        @Override
        public void disconnected() {
            connected = false;
            apply(new DirectorEvent.State(List.of(), List.of()));
            raise();
        }
    }
}
