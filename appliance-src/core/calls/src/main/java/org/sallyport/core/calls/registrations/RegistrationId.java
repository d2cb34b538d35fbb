package org.sallyport.core.calls.registrations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.sallyport.base.id.Ids;

/** Our own identifier of a registration, time-ordered; never sent to a peer. */
public record RegistrationId(@JsonValue String value) {
    @JsonCreator
    public RegistrationId {}

    public static RegistrationId random() {
        return new RegistrationId(Ids.timeOrdered());
    }

    @Override
    public String toString() {
        return value;
    }
}
