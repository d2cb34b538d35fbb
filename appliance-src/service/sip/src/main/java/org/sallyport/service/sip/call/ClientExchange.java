package org.sallyport.service.sip.call;

import javax.sip.message.Response;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** One who has sent a request and waits for what comes of it. Called on the call's thread. */
interface ClientExchange {
    /**
     * A response came.
     *
     * @param nanos {@link System#nanoTime} of its arrival
     */
    void answered(OutgoingRequest request, Response response, long nanos);

    void unanswered(OutgoingRequest request, FailureCause cause);

    /** Whether an answer is still wanted, so that a request that was challenged is worth repeating. */
    default boolean isWanted() {
        return true;
    }

    /** The request went out once more with credentials, and what comes is an answer to this one. */
    default void resent(OutgoingRequest request) {}
}
