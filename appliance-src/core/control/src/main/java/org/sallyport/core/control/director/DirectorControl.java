package org.sallyport.core.control.director;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.registrations.RegistrationId;
import org.sallyport.core.calls.registrations.RegistrationPage;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.control.Verb;
import org.sallyport.core.telemetry.alarms.Alarm;

/**
 * The director as the manager sees it. Every method throws {@link org.sallyport.core.control.ControlException} with
 * reason AWAY when the director cannot be reached.
 */
public interface DirectorControl extends TurnControl {

    /** Calls in progress, oldest first. */
    List<CallSnapshot> calls();

    /** A call in progress with its signalling so far. */
    Optional<CallDetailRecord> call(CallId id);

    /**
     * Asks for the end of a call.
     *
     * @param by name of the administrator, for the disposition
     * @return false when there is no such call
     */
    boolean hangUp(CallId id, String by);

    /** Registrations in force. */
    RegistrationPage registrations(RegistrationQuery query);

    /**
     * Ends a registration; its device may register anew.
     *
     * @return false when there is no such registration
     */
    boolean endRegistration(RegistrationId id);

    /**
     * Refuses new calls for some time, before maintenance of the machine; those in progress go on. Said again, the time counts
     * anew; no time at all ends it.
     */
    void holdOffCalls(Duration time);

    DirectorStatus status();

    /** Its metrics in the Prometheus text exposition format 0.0.4. */
    String metrics();

    /** Alarms that last. */
    List<Alarm> alarms();

    /** Tells of the full state at once, then of every change; the listener must not block. */
    Verb.Subscription subscribe(Consumer<DirectorEvent> listener);
}
