package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.RtcpPort;
import org.sallyport.protocol.sdp.SdpLine;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * Puts addresses in the place of the hosts that a description names. It is done before the description takes effect, on
 * the call's thread, so that the relay never waits for a name. A peer chooses what is asked, so little is: no more than
 * {@value #MAX_NAMES} names a description. Thread-safe.
 */
final class NamedHosts {
    private static final int MAX_NAMES = 4;
    private static final String RTCP = "rtcp:";

    private final MediaHosts hosts;
    private final Counter unknown;

    NamedHosts(MediaHosts hosts, Metrics metrics) {
        this.hosts = hosts;
        this.unknown = metrics.counter(
                "sallyport_sip_unknown_media_hosts_total",
                "Descriptions refused because a host that they name for media is not found.");
    }

    /**
     * A description whose connections are addresses.
     *
     * @param like an address of ours of the family to prefer
     */
    SessionDescription located(SessionDescription description, InetAddress like) throws UnusableDescriptionException {
        Set<String> names = names(description);
        if (names.isEmpty()) {
            return description;
        }
        if (names.size() > MAX_NAMES) {
            throw UnusableDescriptionException.unacceptable("it names more than " + MAX_NAMES + " hosts for media");
        }
        Map<String, InetAddress> known = new HashMap<>();
        for (String name : names) {
            known.put(name, find(name, like));
        }
        List<MediaDescription> media = description.media().stream()
                .map(part -> part.rewriteLines(line -> Optional.of(located(line, known))))
                .toList();
        return description
                .rewriteLines(line -> Optional.of(located(line, known)))
                .withMedia(media);
    }

    private InetAddress find(String name, InetAddress like) throws UnusableDescriptionException {
        List<InetAddress> found = hosts.find(name);
        return found.stream()
                .filter(address -> address.getClass().equals(like.getClass()))
                .findFirst()
                .orElseThrow(() -> {
                    unknown.increment();
                    return UnusableDescriptionException.unacceptable(
                            "the host " + name + " that it names for media is not found");
                });
    }

    private static Set<String> names(SessionDescription description) {
        Stream<SdpLine> ofParts = description.media().stream()
                .filter(part -> part.media().port() != 0)
                .flatMap(part -> part.lines().stream());
        return Stream.concat(description.lines().stream(), ofParts)
                .flatMap(line -> connection(line).stream())
                .filter(connection -> !connection.isUnspecified()
                        && InsideHosts.literal(connection.address()).isEmpty())
                .map(NamedHosts::key)
                .collect(Collectors.toSet());
    }

    private static Optional<Connection> connection(SdpLine line) {
        return switch (line.type()) {
            case 'c' -> Connection.parse(line.value());
            case 'a' -> rtcp(line).flatMap(RtcpPort::connection);
            default -> Optional.empty();
        };
    }

    private static Optional<RtcpPort> rtcp(SdpLine line) {
        String value = line.value();
        return value.startsWith(RTCP) ? RtcpPort.parse(value.substring(RTCP.length())) : Optional.empty();
    }

    private static SdpLine located(SdpLine line, Map<String, InetAddress> known) {
        Optional<Connection> found = connection(line)
                .flatMap(named -> Optional.ofNullable(known.get(key(named))))
                .map(address -> Connection.to(address.getHostAddress()));
        if (found.isEmpty()) {
            return line;
        }
        return line.type() == 'c'
                ? line.withValue(found.get().toString())
                : line.withValue(RTCP + new RtcpPort(rtcp(line).orElseThrow().port(), found));
    }

    private static String key(Connection connection) {
        return connection.address().toLowerCase(Locale.ROOT);
    }
}
