package org.sallyport.service.sip.screening;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.Optional;

/** What becomes of a message. */
public sealed interface Verdict {
    /** It goes to the transactions. */
    record Passed(SIPMessage message) implements Verdict {}

    /**
     * It goes no further.
     *
     * @param answer response to send to its source, as on the wire; empty to drop it in silence
     */
    record Refused(RejectReason reason, Optional<byte[]> answer) implements Verdict {}
}
