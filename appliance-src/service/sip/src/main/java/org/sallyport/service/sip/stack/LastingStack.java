package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import java.util.Properties;
import javax.sip.PeerUnavailableException;

/**
 * JAIN-SIP's stack, in which transactions and timers outlast the last listening point: when all listeners change at once,
 * the old ones are closed before the new ones open. It stops at {@link #stop} alone, and without the second that the
 * original sleeps.
 */
public final class LastingStack extends SipStackImpl {
    private volatile boolean ending;

    /**
     * Starts a stack without listening points.
     *
     * @throws PeerUnavailableException when a property is not as JAIN-SIP wants it
     */
    public LastingStack(Properties properties) throws PeerUnavailableException {
        super(properties);
    }

    @Override
    public void stop() {
        ending = true;
        super.stop();
    }

    /** What {@link #stop} begins with; JAIN-SIP also calls it when the last provider is deleted. */
    @Override
    public void stopStack() {
        if (!ending) {
            return;
        }
        toExit = true;
        for (var processor : getMessageProcessors()) {
            removeMessageProcessor(processor);
        }
        closeAllSockets();
        getTimer().stop();
        clientTransactionTable.clear();
        serverTransactionTable.clear();
    }
}
