package org.sallyport.service.sip.call;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.dialog.Dialog;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.Messages;

/**
 * Where a request inside a dialog is sent.
 *
 * <p>Over connections it goes where the peer's messages come from: that connection stands, and a Contact behind a NAT
 * cannot be connected to. Over UDP it goes to the first route or the remote target (RFC 3261 section 12.2.1.1), but for
 * an outside peer whose literal address there is not the one it speaks from: that peer is behind a NAT.
 */
record Routing(Targets targets) {
    NextHop next(Leg leg, Dialog dialog) {
        if (leg.peer().transport() != SipTransport.UDP || !(dialog.nextHop() instanceof SipURI uri)) {
            return leg.peer();
        }
        String host = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
        Optional<InetAddress> literal = Hosts.address(host);
        if (literal.isEmpty()) {
            return targets.of(uri, leg.side(), SipTransport.UDP).stream()
                    .filter(hop -> hop.transport() == SipTransport.UDP)
                    .findFirst()
                    .orElse(leg.peer());
        }
        boolean behindNat = leg.side() == Side.EXTERNAL
                && !literal.get().equals(leg.peer().address().getAddress());
        return behindNat ? leg.peer() : literalHop(host, literal.get(), uri.getPort());
    }

    private static NextHop literalHop(String host, InetAddress address, int port) {
        int effective = port > 0 ? port : Messages.defaultPort(SipTransport.UDP);
        return new NextHop(host, new InetSocketAddress(address, effective), SipTransport.UDP);
    }
}
