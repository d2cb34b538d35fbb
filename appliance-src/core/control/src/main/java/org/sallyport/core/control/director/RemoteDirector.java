package org.sallyport.core.control.director;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationPage;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.ControlSubscription;
import org.sallyport.core.control.Verb;
import org.sallyport.core.telemetry.alarms.Alarm;

/** The director, seen from another process. Thread-safe. */
public final class RemoteDirector implements DirectorControl {
    private final ControlClient client;

    public RemoteDirector(ControlClient client) {
        this.client = client;
    }

    @Override
    public List<CallSnapshot> calls() {
        return List.of(client.call(DirectorVerbs.CALLS_LIST, Map.of(), CallSnapshot[].class));
    }

    @Override
    public Optional<CallDetailRecord> call(CallId id) {
        try {
            return Optional.of(client.call(DirectorVerbs.CALLS_GET, new DirectorVerbs.Get(id), CallDetailRecord.class));
        } catch (ControlException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean hangUp(CallId id, String by) {
        return client.call(DirectorVerbs.CALLS_HANGUP, new DirectorVerbs.HangUp(id, by), Boolean.class);
    }

    @Override
    public RegistrationPage registrations(RegistrationQuery query) {
        return client.call(DirectorVerbs.REGISTRATIONS_LIST, query, RegistrationPage.class);
    }

    @Override
    public boolean endRegistration(RegistrationId id) {
        return client.call(DirectorVerbs.REGISTRATIONS_END, new DirectorVerbs.EndRegistration(id), Boolean.class);
    }

    @Override
    public void holdOffCalls(Duration time) {
        client.call(DirectorVerbs.HOLD_OFF, new DirectorVerbs.HoldOff(time.toSeconds()), Boolean.class);
    }

    @Override
    public List<TurnAllocation> turnAllocations() {
        return List.of(client.call(DirectorVerbs.TURN_ALLOCATIONS_LIST, Map.of(), TurnAllocation[].class));
    }

    @Override
    public boolean endTurnAllocation(String id) {
        return client.call(DirectorVerbs.TURN_ALLOCATIONS_END, new DirectorVerbs.EndTurnAllocation(id), Boolean.class);
    }

    @Override
    public TurnCredential turnTestCredential() {
        return client.call(DirectorVerbs.TURN_TEST_CREDENTIAL, Map.of(), TurnCredential.class);
    }

    @Override
    public DirectorStatus status() {
        return client.call(DirectorVerbs.STATUS, Map.of(), DirectorStatus.class);
    }

    @Override
    public String metrics() {
        return client.call(DirectorVerbs.METRICS, Map.of(), String.class);
    }

    @Override
    public List<Alarm> alarms() {
        return List.of(client.call(DirectorVerbs.ALARMS, Map.of(), Alarm[].class));
    }

    @Override
    public Verb.Subscription subscribe(Consumer<DirectorEvent> listener) {
        ControlSubscription<DirectorEvent> lasting = follow(new ControlSubscription.Listener<>() {
            @Override
            public void connected() {}

            @Override
            public void event(DirectorEvent event) {
                listener.accept(event);
            }

            @Override
            public void disconnected() {}
        });
        return lasting::close;
    }

    /** Subscribes for good, across restarts of the director. */
    public ControlSubscription<DirectorEvent> follow(ControlSubscription.Listener<DirectorEvent> listener) {
        return new ControlSubscription<>(client, DirectorVerbs.SUBSCRIBE, DirectorEvent.class, listener);
    }
}
