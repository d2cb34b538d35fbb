package org.sallyport.core.control.director;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.telemetry.alarms.Alarm;

/** Something that changed in the director. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DirectorEvent.State.class, name = "state"),
    @JsonSubTypes.Type(value = DirectorEvent.CallChanged.class, name = "call"),
    @JsonSubTypes.Type(value = DirectorEvent.AlarmChanged.class, name = "alarm")
})
public sealed interface DirectorEvent {

    /** All calls in progress and alarms that last; always the first event of a subscription. */
    record State(List<CallSnapshot> calls, List<Alarm> alarms) implements DirectorEvent {}

    /** A call as it stands now; ENDED is the last of it. */
    record CallChanged(CallSnapshot call) implements DirectorEvent {}

    /** An alarm raised or cleared. */
    record AlarmChanged(Alarm alarm) implements DirectorEvent {}
}
