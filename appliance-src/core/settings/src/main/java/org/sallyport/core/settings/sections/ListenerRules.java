package org.sallyport.core.settings.sections;

import java.net.InetSocketAddress;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.schema.SettingsReader;

/** What must hold between the SIP listeners, and between them and the call server. */
final class ListenerRules {
    private ListenerRules() {}

    static void check(SettingsReader in, SipSettings sip) {
        List<SipListener> listeners = sip.listeners();
        for (Side side : List.of(Side.EXTERNAL, Side.INTERNAL)) {
            in.rule(
                    listeners.stream().anyMatch(listener -> listener.side() == side),
                    "listeners",
                    "No listener faces the " + (side == Side.EXTERNAL ? "external" : "internal") + " side.",
                    "Give at least one listener for each side.");
        }
        in.rule(
                !sip.callServer().isNamed()
                        || sip.callServer().transport() != SipTransport.TLS
                        || listeners.stream().anyMatch(ListenerRules::isInsideTls),
                "call-server.transport",
                "No internal listener speaks TLS, so the call server could not be reached.",
                "Give an internal listener with the transport tls, or another transport.",
                "listeners");
        for (int later = 1; later < listeners.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                checkPair(in, listeners, earlier, later);
            }
        }
        for (int i = 0; i < listeners.size(); i++) {
            in.rule(
                    !isOwn(sip.callServer(), listeners.get(i)),
                    "call-server.port",
                    "The call server is this system's own listener "
                            + listeners.get(i).name() + ".",
                    "Give the address and port of the call server inside.",
                    "call-server",
                    "listeners[" + i + "]");
        }
    }

    private static boolean isInsideTls(SipListener listener) {
        return listener.side() == Side.INTERNAL && listener.transport() == SipTransport.TLS;
    }

    private static void checkPair(SettingsReader in, List<SipListener> listeners, int earlier, int later) {
        SipListener one = listeners.get(earlier);
        SipListener other = listeners.get(later);
        String[] spokenOf = {"listeners[" + earlier + "]", "listeners[" + later + "]"};
        in.rule(
                !one.name().equals(other.name()),
                "listeners[" + later + "].name",
                "Another listener has the same name.",
                "Give each listener a name of its own.",
                spokenOf);
        in.rule(
                !collide(one, other),
                "listeners[" + later + "].port",
                "Listener " + one.name() + " has that address and port already.",
                "Give another port or address.",
                spokenOf);
    }

    /** TCP and TLS share their ports; UDP has its own. */
    private static boolean collide(SipListener one, SipListener other) {
        boolean datagrams = one.transport() == SipTransport.UDP;
        return datagrams == (other.transport() == SipTransport.UDP)
                && Addresses.overlap(one.address().bound(), other.address().bound());
    }

    private static boolean isOwn(CallServer server, SipListener listener) {
        InetSocketAddress bound = listener.address().bound();
        return (server.transport() == SipTransport.UDP) == (listener.transport() == SipTransport.UDP)
                && server.port() == bound.getPort()
                && Addresses.literal(server.host())
                        .filter(address -> Addresses.overlap(address, bound.getAddress()))
                        .isPresent();
    }
}
