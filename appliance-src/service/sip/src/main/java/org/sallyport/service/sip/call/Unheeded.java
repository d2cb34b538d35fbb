package org.sallyport.service.sip.call;

import javax.sip.message.Response;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** Sent a request whose answer changes nothing, such as a CANCEL. */
final class Unheeded implements ClientExchange {
    @Override
    public void answered(OutgoingRequest request, Response response, long nanos) {}

    @Override
    public void unanswered(OutgoingRequest request, FailureCause cause) {}
}
