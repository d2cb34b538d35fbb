package org.sallyport.core.control.director;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.LiveCall;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistration;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationPage;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.control.Verb;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;

/** The director in its own process: what its control socket offers. Thread-safe. */
public final class LocalDirector implements DirectorControl {
    private final LiveCalls calls;
    private final LiveRegistrations registrations;
    private final TurnControl turn;
    private final Alarms alarms;
    private final Metrics metrics;
    private final Supplier<DirectorStatus> status;
    private final Consumer<Duration> holdOff;

    /** With what refuses new calls for some time. */
    public LocalDirector(
            LiveCalls calls,
            LiveRegistrations registrations,
            TurnControl turn,
            Alarms alarms,
            Metrics metrics,
            Supplier<DirectorStatus> status,
            Consumer<Duration> holdOff) {
        this.calls = calls;
        this.registrations = registrations;
        this.turn = turn;
        this.alarms = alarms;
        this.metrics = metrics;
        this.status = status;
        this.holdOff = holdOff;
    }

    @Override
    public List<CallSnapshot> calls() {
        return calls.all();
    }

    @Override
    public Optional<CallDetailRecord> call(CallId id) {
        Optional<LiveCall> call = calls.find(id);
        return calls.snapshot(id)
                .flatMap(snapshot -> call.map(found -> new CallDetailRecord(snapshot, found.ladder())));
    }

    @Override
    public boolean hangUp(CallId id, String by) {
        Optional<LiveCall> call = calls.find(id);
        call.ifPresent(found -> found.hangUp(
                new Disposition(Disposition.Outcome.DISCONNECTED, null, "Ended by the administrator " + by + ".")));
        return call.isPresent();
    }

    @Override
    public RegistrationPage registrations(RegistrationQuery query) {
        return registrations.page(query);
    }

    @Override
    public boolean endRegistration(RegistrationId id) {
        Optional<LiveRegistration> registration = registrations.find(id);
        registration.ifPresent(LiveRegistration::end);
        return registration.isPresent();
    }

    @Override
    public void holdOffCalls(Duration time) {
        holdOff.accept(time);
    }

    @Override
    public List<TurnAllocation> turnAllocations() {
        return turn.turnAllocations();
    }

    @Override
    public boolean endTurnAllocation(String id) {
        return turn.endTurnAllocation(id);
    }

    @Override
    public TurnCredential turnTestCredential() {
        return turn.turnTestCredential();
    }

    @Override
    public DirectorStatus status() {
        return status.get();
    }

    @Override
    public String metrics() {
        return metrics.exposition();
    }

    @Override
    public List<Alarm> alarms() {
        return alarms.active();
    }

    @Override
    public Verb.Subscription subscribe(Consumer<DirectorEvent> listener) {
        Subscriber subscriber = new Subscriber(listener);
        LiveCalls.Subscription callChanges = calls.listen(subscriber::call);
        Alarms.Subscription alarmChanges = alarms.listen(subscriber::alarm);
        subscriber.start(new DirectorEvent.State(calls.all(), alarms.active()));
        return () -> {
            callChanges.close();
            alarmChanges.close();
        };
    }

    /** Holds changes back until the full state has been told; what both contain is told twice, never out of order. */
    private static final class Subscriber {
        private final Consumer<DirectorEvent> listener;
        private final ReentrantLock lock = new ReentrantLock();
        private final List<DirectorEvent> early = new ArrayList<>();
        private boolean started;

        Subscriber(Consumer<DirectorEvent> listener) {
            this.listener = listener;
        }

        void call(CallSnapshot call) {
            tell(new DirectorEvent.CallChanged(call));
        }

        void alarm(Alarm alarm) {
            tell(new DirectorEvent.AlarmChanged(alarm));
        }

        void start(DirectorEvent state) {
            lock.lock();
            try {
                started = true;
                listener.accept(state);
                early.forEach(listener);
                early.clear();
            } finally {
                lock.unlock();
            }
        }

        private void tell(DirectorEvent event) {
            lock.lock();
            try {
                if (started) {
                    listener.accept(event);
                } else {
                    early.add(event);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
