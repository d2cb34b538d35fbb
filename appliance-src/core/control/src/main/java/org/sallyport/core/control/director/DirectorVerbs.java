package org.sallyport.core.control.director;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Map;
import org.sallyport.base.json.Json;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.Verb.Feed;
import org.sallyport.core.control.Verb.Query;

/** The director's verbs, by name. */
public final class DirectorVerbs {
    static final String CALLS_LIST = "calls.list";
    static final String CALLS_GET = "calls.get";
    static final String CALLS_HANGUP = "calls.hangup";
    static final String REGISTRATIONS_LIST = "registrations.list";
    static final String REGISTRATIONS_END = "registrations.end";
    static final String HOLD_OFF = "calls.hold-off";
    static final String TURN_ALLOCATIONS_LIST = "turn-allocations.list";
    static final String TURN_ALLOCATIONS_END = "turn-allocations.end";
    static final String TURN_TEST_CREDENTIAL = "turn-test.credential";
    static final String STATUS = "status";
    static final String METRICS = "metrics";
    static final String ALARMS = "alarms";
    static final String SUBSCRIBE = "subscribe";

    private DirectorVerbs() {}

    /** What a control server needs to offer a director. */
    public static Map<String, Verb> of(DirectorControl director) {
        return Map.ofEntries(
                entry(CALLS_LIST, new Query(_ -> director.calls())),
                entry(CALLS_GET, new Query(arguments -> {
                    CallId id = Json.read(arguments, Get.class).id();
                    return director.call(id).orElseThrow(() -> missing(id));
                })),
                entry(CALLS_HANGUP, new Query(arguments -> {
                    HangUp hangUp = Json.read(arguments, HangUp.class);
                    return director.hangUp(hangUp.id(), hangUp.by());
                })),
                entry(
                        REGISTRATIONS_LIST,
                        new Query(arguments -> director.registrations(Json.read(arguments, RegistrationQuery.class)))),
                entry(
                        REGISTRATIONS_END,
                        new Query(arguments -> director.endRegistration(
                                Json.read(arguments, EndRegistration.class).id()))),
                entry(TURN_ALLOCATIONS_LIST, new Query(_ -> director.turnAllocations())),
                entry(
                        TURN_ALLOCATIONS_END,
                        new Query(arguments -> director.endTurnAllocation(
                                Json.read(arguments, EndTurnAllocation.class).id()))),
                entry(TURN_TEST_CREDENTIAL, new Query(_ -> director.turnTestCredential())),
                entry(HOLD_OFF, new Query(arguments -> {
                    director.holdOffCalls(Duration.ofSeconds(
                            Json.read(arguments, HoldOff.class).seconds()));
                    return true;
                })),
                entry(STATUS, new Query(_ -> director.status())),
                entry(METRICS, new Query(_ -> director.metrics())),
                entry(ALARMS, new Query(_ -> director.alarms())),
                entry(SUBSCRIBE, new Feed(sink -> director.subscribe(sink::accept))));
    }

    private static ControlException missing(CallId id) {
        return new ControlException(Reason.NOT_FOUND, "There is no call " + id + " in progress.");
    }

    record Get(CallId id) {}

    record HangUp(CallId id, String by) {}

    record HoldOff(long seconds) {}

    record EndTurnAllocation(String id) {}

    record EndRegistration(RegistrationId id) {}
}
