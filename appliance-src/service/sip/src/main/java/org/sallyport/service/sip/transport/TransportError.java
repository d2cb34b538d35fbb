package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.util.concurrent.Executor;

/** Tells a transaction that its message was not sent after all (RFC 3261 sections 8.1.3.1 and 17.1.4). */
final class TransportError {
    private TransportError() {}

    /** The listener gets an IOExceptionEvent and then the transaction's end. An ACK has no transaction to tell. */
    static void report(SIPTransactionStack stack, SIPMessage message, Executor executor) {
        SIPTransaction transaction = stack.findTransaction(message.getTransactionId(), message instanceof SIPResponse);
        boolean acknowledges =
                message instanceof SIPRequest request && request.getMethod().equals("ACK");
        if (transaction != null && !acknowledges) {
            executor.execute(() -> {
                transaction.raiseIOExceptionEvent();
                transaction.raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
                stack.removeTransaction(transaction);
            });
        }
    }
}
