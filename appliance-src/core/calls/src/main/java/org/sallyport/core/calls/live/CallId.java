package org.sallyport.core.calls.live;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.sallyport.base.id.Ids;

/** Our own identifier of a call, time-ordered; never sent to a peer. */
public record CallId(@JsonValue String value) {
    @JsonCreator
    public CallId {}

    public static CallId random() {
        return new CallId(Ids.timeOrdered());
    }

    @Override
    public String toString() {
        return value;
    }
}
