package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.message.Response;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.service.sip.call.Registrations.Called;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/**
 * Where a call goes: from outside to the call server, from inside to the address dialled or to the device that a contact
 * of ours stands for.
 *
 * @param called what the INVITE names, when it comes from inside
 */
record Destination(Call call, CallServices services, IncomingRequest invite, Called called) {
    private static final Duration RETRY_WHEN_UNREACHABLE = Duration.ofSeconds(30);

    static Destination of(Call call, CallServices services, IncomingRequest invite) {
        Called called = invite.listener().side() == Side.INTERNAL
                ? services.registrations().find(invite.request().getRequestURI())
                : new Called.Other();
        return new Destination(call, services, invite, called);
    }

    private Side from() {
        return invite.listener().side();
    }

    /** What our INVITE names; empty when a call from inside names ourselves or no SIP address. */
    Optional<URI> target() {
        return switch (called) {
            case Called.Device device -> Optional.of((URI) device.contact().clone());
            case Called.Away _ -> Optional.empty();
            case Called.Other _ -> dialled();
        };
    }

    /** Who is called, for To and for people: of a contact of ours they know nothing. */
    Address identity() {
        Address to = Messages.toAddress(invite.request());
        boolean isOurContact =
                called instanceof Called.Device && services.registrations().find(to.getURI()) instanceof Called.Device;
        return isOurContact ? ((Called.Device) called).alias() : to;
    }

    /** Why there is no {@link #target}. */
    Failure nowhere() {
        return called instanceof Called.Away
                ? Failure.of(
                        Response.TEMPORARILY_UNAVAILABLE,
                        Outcome.UNREACHABLE,
                        "The device called is not registered now, or its connection is gone.")
                : Failure.of(Response.NOT_FOUND, Outcome.UNREACHABLE, "The address called is no SIP address outside.");
    }

    /**
     * That no next hop could be reached. Of a device it says nothing of us: after a 503 the call server would send us no
     * call for a while (RFC 3261 section 21.5.4).
     */
    Failure unreachable(String text) {
        return called instanceof Called.Device
                ? Failure.of(Response.TEMPORARILY_UNAVAILABLE, Outcome.UNREACHABLE, text)
                : Failure.of(Response.SERVICE_UNAVAILABLE, Outcome.UNREACHABLE, text)
                        .retryAfter(RETRY_WHEN_UNREACHABLE);
    }

    private Optional<URI> dialled() {
        URI dialled = invite.request().getRequestURI();
        if (from() == Side.EXTERNAL) {
            return Optional.of(atCallServer(dialled));
        }
        boolean foreign = dialled instanceof SipURI uri
                && !services.endpoint().isOurs(uri.getHost(), uri.getPort())
                && !call.boundary().hosts().isOursInside(uri.getHost());
        return foreign ? Optional.of((URI) dialled.clone()) : Optional.empty();
    }

    /** The next hops of a target, those only that a listener of ours speaks to; may block for DNS. */
    List<NextHop> hops(URI target) {
        return found(target).stream()
                .filter(hop -> listenerFor(hop).isPresent())
                .toList();
    }

    private List<NextHop> found(URI target) {
        if (called instanceof Called.Device device) {
            return List.of(device.hop());
        }
        return from() == Side.EXTERNAL
                ? services.targets().callServer()
                : services.targets()
                        .of((SipURI) target, Side.EXTERNAL, invite.listener().transport());
    }

    /** Why a target has no next hop, in plain words. */
    String whyNoHop(URI target) {
        return from() == Side.EXTERNAL && !call.settings().sip().callServer().isNamed()
                ? "There is no call server yet."
                : "No next hop was found for " + target + ".";
    }

    /** A device is reached by the listener that it registered at: its NAT lets nothing else in. */
    Optional<BoundListener> listenerFor(NextHop hop) {
        return called instanceof Called.Device device
                ? Optional.of(device.listener())
                : services.endpoint().listener(from().opposite(), hop.transport());
    }

    /** A redirection that we follow: one of the call server to another of its users. What leads elsewhere is not ours. */
    Optional<URI> redirected(URI contact) {
        boolean followed = from() == Side.EXTERNAL
                && contact instanceof SipURI uri
                && call.boundary().hosts().isOursInside(uri.getHost());
        return followed ? Optional.of(atCallServer(contact)) : Optional.empty();
    }

    private URI atCallServer(URI dialled) {
        if (!(dialled instanceof SipURI)) {
            return (URI) dialled.clone();
        }
        CallServer server = call.settings().sip().callServer();
        SipURI shown = (SipURI) call.boundary().uris().identity(dialled, Side.INTERNAL);
        String user = shown.getUser() == null ? "" : shown.getUser() + "@";
        String port = server.port() == 0 ? "" : ":" + server.port();
        return Messages.sipUri("sip:" + user + Hosts.bracketed(server.host()) + port);
    }
}
