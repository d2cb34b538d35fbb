package org.sallyport.service.sip.stack;

import java.util.Locale;
import javax.sip.address.Hop;
import org.sallyport.service.sip.route.NextHop;

/** A next hop that was chosen by the call, not by the stack. */
record ExplicitHop(NextHop peer) implements Hop {
    @Override
    public String getHost() {
        return Hosts.literal(peer.address().getAddress());
    }

    @Override
    public int getPort() {
        return peer.address().getPort();
    }

    @Override
    public String getTransport() {
        return peer.transport().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return peer.toString();
    }
}
