package org.sallyport.service.sip.transport;

import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.screening.HeaderSection;
import org.sallyport.service.sip.screening.RawMessage;
import org.sallyport.service.sip.screening.RejectReason;

/** What a stream holds. */
sealed interface Frame {
    /** A message of which every octet has come. */
    record Message(RawMessage message) implements Frame {}

    /** A double CRLF between messages (RFC 5626 section 3.5.1). */
    record Ping() implements Frame {}

    /**
     * What cannot be delimited; nothing after it means anything.
     *
     * @param head as far as there is one
     */
    record Broken(@Nullable HeaderSection head, RejectReason reason) implements Frame {}
}
