package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * Sends each request where its sender said, which it wrote into the message's application data. Made by the stack
 * itself, by name, with these two arguments.
 */
public final class ExplicitRouter implements Router {
    public ExplicitRouter(SipStack stack, String outboundProxy) {}

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPMessage) request).getApplicationData() instanceof ExplicitHop hop) {
            return hop;
        }
        throw new SipException("request without a next hop");
    }

    @Override
    @Deprecated // as the interface has it, which is older than generics too
    @SuppressWarnings("rawtypes")
    public ListIterator getNextHops(Request request) {
        throw new UnsupportedOperationException("every request has one next hop");
    }

    @Override
    public Hop getOutboundProxy() {
        throw new UnsupportedOperationException("there is no outbound proxy");
    }
}
