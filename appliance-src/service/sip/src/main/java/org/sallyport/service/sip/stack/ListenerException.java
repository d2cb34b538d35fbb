package org.sallyport.service.sip.stack;

import java.io.Serial;
import org.sallyport.core.settings.model.SipListener;

/** A listening point that could not be opened; the message names its address, port and remedy. */
public final class ListenerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public ListenerException(SipListener listener, Throwable cause) {
        super(
                "SIP listener " + listener.name() + " cannot listen on "
                        + Hosts.hostPort(
                                listener.address().bound().getAddress().getHostAddress(),
                                listener.address().bound().getPort())
                        + " (" + listener.transport() + "): " + cause.getMessage()
                        + ". Check that the address is on this machine and that no other program uses the port.",
                cause);
    }
}
