package org.sallyport.service.sip.stack;

import javax.sip.message.Response;

/** What the stack reports. */
public sealed interface SipEvent {
    /** A request that is no retransmission. */
    record RequestReceived(IncomingRequest request) implements SipEvent {}

    /**
     * A response to a request of ours. A 2xx to an INVITE may come again, and from several forks.
     *
     * @param nanos {@link System#nanoTime} of its arrival
     */
    record ResponseReceived(OutgoingRequest request, Response response, long nanos) implements SipEvent {}

    /** A request of ours that found no answer. */
    record RequestFailed(OutgoingRequest request, FailureCause cause) implements SipEvent {}

    /** A response whose transaction is over: a 2xx retransmitted, or a late fork. */
    record StrayResponse(BoundListener listener, Response response) implements SipEvent {}

    /** Why there is no answer. */
    enum FailureCause {
        /** Timer B or F (RFC 3261 section 17.1). */
        TIMEOUT,
        /** It could not be sent, or its connection broke (RFC 3261 section 18.4). */
        TRANSPORT
    }
}
