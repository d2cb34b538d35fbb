package org.sallyport.core.control.director;

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
    static final String STATUS = "status";
    static final String METRICS = "metrics";
    static final String ALARMS = "alarms";
    static final String SUBSCRIBE = "subscribe";

    private DirectorVerbs() {}

    /** What a control server needs to offer a director. */
    public static Map<String, Verb> of(DirectorControl director) {
        return Map.of(
                CALLS_LIST, new Query(_ -> director.calls()),
                CALLS_GET,
                        new Query(arguments -> {
                            CallId id = Json.read(arguments, Get.class).id();
                            return director.call(id).orElseThrow(() -> missing(id));
                        }),
                CALLS_HANGUP,
                        new Query(arguments -> {
                            HangUp hangUp = Json.read(arguments, HangUp.class);
                            return director.hangUp(hangUp.id(), hangUp.by());
                        }),
                REGISTRATIONS_LIST,
                        new Query(arguments -> director.registrations(Json.read(arguments, RegistrationQuery.class))),
                REGISTRATIONS_END,
                        new Query(arguments -> director.endRegistration(
                                Json.read(arguments, EndRegistration.class).id())),
                HOLD_OFF,
                        new Query(arguments -> {
                            director.holdOffCalls(Duration.ofSeconds(
                                    Json.read(arguments, HoldOff.class).seconds()));
                            return true;
                        }),
                STATUS, new Query(_ -> director.status()),
                METRICS, new Query(_ -> director.metrics()),
                ALARMS, new Query(_ -> director.alarms()),
                SUBSCRIBE, new Feed(sink -> director.subscribe(sink::accept)));
    }

    private static ControlException missing(CallId id) {
        return new ControlException(Reason.NOT_FOUND, "There is no call " + id + " in progress.");
    }

    record Get(CallId id) {}

    record HangUp(CallId id, String by) {}

    record HoldOff(long seconds) {}

    record EndRegistration(RegistrationId id) {}
}
