package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.TransportNotSupportedException;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;

/** Opens listening points of JAIN-SIP, which wants a port of its own choosing named. */
final class ListenerOpening {
    private static final int FREE_PORT_ATTEMPTS = 10;

    private ListenerOpening() {}

    static BoundListener open(SipStackImpl stack, SipListener settings) throws ListenerException {
        LocalAddress address = settings.address();
        if (address.bound().getPort() != 0) {
            return open(stack, settings, address);
        }
        ListenerException last = null;
        for (int attempt = 0; attempt < FREE_PORT_ATTEMPTS; attempt++) {
            try {
                return open(stack, settings, withPort(address, freePort(settings)));
            } catch (ListenerException e) {
                last = e;
            } catch (IOException e) {
                last = new ListenerException(settings, e);
            }
        }
        throw last == null ? new ListenerException(settings, new IOException("no free port")) : last;
    }

    private static BoundListener open(SipStackImpl stack, SipListener settings, LocalAddress address)
            throws ListenerException {
        String host = address.bound().getAddress().getHostAddress();
        String transport = settings.transport().name().toLowerCase(Locale.ROOT);
        try {
            ListeningPoint point =
                    stack.createListeningPoint(host, address.bound().getPort(), transport);
            return new BoundListener(settings, address, stack.createSipProvider(point));
        } catch (TransportNotSupportedException | InvalidArgumentException | ObjectInUseException e) {
            throw new ListenerException(settings, e);
        }
    }

    private static LocalAddress withPort(LocalAddress address, int port) {
        InetSocketAddress bound = new InetSocketAddress(address.bound().getAddress(), port);
        int advertised = address.advertisedPort() == 0 ? port : address.advertisedPort();
        return new LocalAddress(address.side(), bound, address.advertisedHost(), advertised);
    }

    private static int freePort(SipListener settings) throws IOException {
        InetAddress host = settings.address().bound().getAddress();
        if (settings.transport() == SipTransport.UDP) {
            try (DatagramSocket probe = new DatagramSocket(0, host)) {
                return probe.getLocalPort();
            }
        }
        try (ServerSocket probe = new ServerSocket(0, 1, host)) {
            return probe.getLocalPort();
        }
    }
}
