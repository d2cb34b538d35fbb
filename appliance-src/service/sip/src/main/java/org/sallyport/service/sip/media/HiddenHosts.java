package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.Origin;
import org.sallyport.protocol.sdp.RtcpPort;
import org.sallyport.protocol.sdp.Section;
import org.sallyport.protocol.sdp.SessionDescription;

/** Finds the hosts to hide: those of our own settings, and those that a party names as its own. */
final class HiddenHosts {
    /** Attributes whose value names addresses of the party among other words (RFC 8839, 6947, 7006). */
    private static final Set<String> ADDRESS_LISTS = Set.of("candidate", "altc", "ccap");

    private HiddenHosts() {}

    /** What our settings know of the inside, seen from the external side. */
    static InsideHosts of(Settings settings) {
        Set<String> hidden = new HashSet<>();
        Set<String> shown = new HashSet<>();
        MediaRange outward = settings.media().external();
        shown.add(outward.advertisedHost());
        hidden.add(outward.address().getHostAddress());
        MediaRange inward = settings.media().internal();
        hidden.add(inward.advertisedHost());
        hidden.add(inward.address().getHostAddress());
        CallServer callServer = settings.sip().callServer();
        if (callServer.isNamed()) {
            hidden.add(callServer.host());
        }
        for (SipListener listener : settings.sip().listeners()) {
            hidden.add(listener.address().bound().getAddress().getHostAddress());
            (listener.side() == Side.EXTERNAL ? shown : hidden)
                    .add(listener.address().advertisedHost());
        }
        return InsideHosts.of(hidden, shown);
    }

    /** What a description tells of the hosts of its sender. */
    static Set<String> in(SessionDescription description, InetAddress source) {
        Set<String> hosts = new HashSet<>();
        hosts.add(source.getHostAddress());
        description.origin().map(Origin::address).ifPresent(hosts::add);
        addFrom(description, hosts);
        description.media().forEach(part -> addFrom(part, hosts));
        return hosts;
    }

    private static void addFrom(Section<?> section, Set<String> hosts) {
        section.connection().map(Connection::address).ifPresent(hosts::add);
        section.attributes("rtcp")
                .flatMap(attribute -> RtcpPort.parse(attribute.valueOrEmpty()).stream())
                .flatMap(rtcp -> rtcp.connection().stream())
                .forEach(connection -> hosts.add(connection.address()));
        section.attributes()
                .filter(attribute -> ADDRESS_LISTS.contains(attribute.name()))
                .flatMap(attribute -> Arrays.stream(attribute.valueOrEmpty().split(" +")))
                .filter(word -> InsideHosts.literal(word).isPresent())
                .forEach(hosts::add);
    }
}
