package org.sallyport.service.sip.call;

import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/** Where a call goes: from outside to the call server, from inside to the address dialled. */
record Destination(Call call, CallServices services, IncomingRequest invite) {
    private Side from() {
        return invite.listener().side();
    }

    /** What our INVITE names; empty when a call from inside names ourselves or no SIP address. */
    Optional<URI> target() {
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
        List<NextHop> found = from() == Side.EXTERNAL
                ? services.targets().callServer()
                : services.targets()
                        .of((SipURI) target, Side.EXTERNAL, invite.listener().transport());
        return found.stream().filter(hop -> listenerFor(hop).isPresent()).toList();
    }

    /** Why a target has no next hop, in plain words. */
    String whyNoHop(URI target) {
        return from() == Side.EXTERNAL && !call.settings().sip().callServer().isNamed()
                ? "There is no call server yet."
                : "No next hop was found for " + target + ".";
    }

    Optional<BoundListener> listenerFor(NextHop hop) {
        return services.endpoint().listener(from().opposite(), hop.transport());
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
