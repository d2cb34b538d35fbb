package org.sallyport.service.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import javax.sip.address.SipURI;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.call.Targets;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.Messages;

/** Next hops of literal addresses. */
final class LiteralTargets implements Targets {
    private final SettingsFeed settings;

    LiteralTargets(SettingsFeed settings) {
        this.settings = settings;
    }

    @Override
    public List<NextHop> callServer() {
        CallServer server = settings.current().sip().callServer();
        return literal(server.host(), server.port(), server.transport());
    }

    @Override
    public List<NextHop> of(SipURI uri, SipTransport otherwise) {
        String named = uri.getTransportParam();
        SipTransport transport = uri.isSecure() || "tls".equalsIgnoreCase(named)
                ? SipTransport.TLS
                : named == null ? otherwise : SipTransport.valueOf(named.toUpperCase(Locale.ROOT));
        return literal(uri.getHost(), uri.getPort(), transport);
    }

    private static List<NextHop> literal(String host, int port, SipTransport transport) {
        int effective = port > 0 ? port : Messages.defaultPort(transport);
        return Hosts.address(host)
                .map(address -> new NextHop(host, new InetSocketAddress(address, effective), transport))
                .stream()
                .toList();
    }
}
