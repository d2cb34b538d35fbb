package org.sallyport.service.sip.stack;

import java.util.Locale;
import javax.sip.SipProvider;
import javax.sip.header.ContactHeader;
import javax.sip.header.ViaHeader;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;

/** A listening point in operation, until it is closed. Thread-safe; all but that is immutable. */
public final class BoundListener {
    private final SipListener settings;
    private final LocalAddress address;
    private final SipProvider provider;
    private volatile boolean closed;

    BoundListener(SipListener settings, LocalAddress address, SipProvider provider) {
        this.settings = settings;
        this.address = address;
        this.provider = provider;
    }

    public String name() {
        return settings.name();
    }

    public Side side() {
        return address.side();
    }

    public SipTransport transport() {
        return settings.transport();
    }

    /** Where it is bound, with the port it really has, and what peers are told. */
    public LocalAddress address() {
        return address;
    }

    /** A Via of ours (RFC 3261 section 8.1.1.7), asking for symmetric response routing (RFC 3581). */
    public ViaHeader via(String branch) {
        return Messages.via(address.advertisedHost(), address.advertisedPort(), transport(), branch);
    }

    /** A Contact of ours (RFC 3261 section 8.1.1.8). */
    public ContactHeader contact(@Nullable String user) {
        String parameter = transport() == SipTransport.UDP
                ? ""
                : ";transport=" + transport().name().toLowerCase(Locale.ROOT);
        String userPart = user == null || user.isEmpty() ? "" : user + "@";
        return Messages.contact("<sip:" + userPart
                + Hosts.hostPort(address.advertisedHost(), address.advertisedPort())
                + parameter
                + ">");
    }

    /** Whether a host and port in a URI or Via mean this listener. */
    public boolean isAt(String host, int port) {
        int effective = port > 0 ? port : Messages.defaultPort(transport());
        return (effective == address.advertisedPort() && sameHost(host, address.advertisedHost()))
                || (effective == address.bound().getPort()
                        && sameHost(host, address.bound().getAddress().getHostAddress()));
    }

    private static boolean sameHost(String one, String other) {
        return Hosts.bracketed(one).equalsIgnoreCase(Hosts.bracketed(other));
    }

    /** Whether it was taken out of operation: nothing can be sent from it any more. */
    public boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    SipProvider provider() {
        return provider;
    }

    /** What it was opened from. */
    public SipListener settings() {
        return settings;
    }

    @Override
    public String toString() {
        return name() + " " + transport() + " " + Hosts.hostPort(address.advertisedHost(), address.advertisedPort());
    }
}
