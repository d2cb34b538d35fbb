package org.sallyport.service.sip.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.sdp.Attribute;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.MediaLine;
import org.sallyport.protocol.sdp.Origin;
import org.sallyport.protocol.sdp.RtcpPort;
import org.sallyport.protocol.sdp.SdpLine;
import org.sallyport.protocol.sdp.Section;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * Makes one party's description ours, for the other party: every address and port becomes the relay's. What only works past
 * a relay goes (ICE candidates, alternative addresses, bundling), and what would have RTP tell who sends it; the rest stays
 * as it stands. Outward, inside hosts are taken out of every other line too.
 */
final class DescriptionRewriter {
    /** Attributes of ICE (RFC 8839 section 5) and of other ways to name more addresses (RFC 6947, RFC 7006). */
    private static final Set<String> MORE_ADDRESSES = Set.of(
            "candidate",
            "remote-candidates",
            "end-of-candidates",
            "ice-ufrag",
            "ice-pwd",
            "ice-options",
            "ice-lite",
            "ice-mismatch",
            "ice-pacing",
            "altc",
            "ccap");

    /** Items that signalling refers to (RFC 9143, RFC 8852); others say who sends, in each packet (RFC 7941). */
    private static final Set<String> IMPERSONAL_ITEMS = Set.of("mid", "rtp-stream-id", "repaired-rtp-stream-id");

    private static final String ITEM_EXTENSION = "urn:ietf:params:rtp-hdrext:sdes:";

    private final String host;
    private final @Nullable InsideHosts hidden;

    /**
     * A rewriter for one description.
     *
     * @param host our address as the party that will read it knows it
     * @param hidden what that party must not see; null when it may see all
     */
    DescriptionRewriter(String host, @Nullable InsideHosts hidden) {
        this.host = host;
        this.hidden = hidden;
    }

    /**
     * The description with all but the origin rewritten.
     *
     * @param ports our port of each m-line; 0 for those that are declined
     */
    SessionDescription rewrite(SessionDescription description, List<Integer> ports) {
        boolean iceInSession = usesIce(description);
        List<MediaDescription> media = new ArrayList<>();
        for (int i = 0; i < description.media().size(); i++) {
            MediaDescription part = description.media().get(i);
            media.add(rewrite(part, ports.get(i), iceInSession || usesIce(part)));
        }
        boolean ice = iceInSession || description.media().stream().anyMatch(DescriptionRewriter::usesIce);
        return description.rewriteLines(line -> rewrite(line, 0, ice)).withMedia(media);
    }

    /** The name that the sender has in its origin, unless it tells where it is. */
    String username(SessionDescription description) {
        String username = description.origin().map(Origin::username).orElse("");
        return username.isEmpty() || leaks(username) ? "-" : username;
    }

    private MediaDescription rewrite(MediaDescription part, int port, boolean ice) {
        MediaLine line = part.media().withPort(port);
        MediaLine screened = new MediaLine(line.media(), port, 1, screen(line.protocol()), screen(line.formats()));
        return part.withMedia(screened).rewriteLines(each -> rewrite(each, port, ice));
    }

    private Optional<SdpLine> rewrite(SdpLine line, int port, boolean ice) {
        return switch (line.type()) {
            case 'o' -> Optional.of(line);
            case 'c' -> Optional.of(line.withValue(connection(line.value(), ice).toString()));
            case 's' -> Optional.of(leaks(line.value()) ? line.withValue("-") : line);
            case 'i', 'u', 'e', 'p', 'k' -> leaks(line.value()) ? Optional.empty() : Optional.of(line);
            case 'a' -> attribute(line, port);
            case SdpLine.BLANK -> Optional.of(line);
            default -> Optional.of(line.withValue(screen(line.value())));
        };
    }

    /** An unspecified address asks for silence and must arrive as such; with ICE it only says: see the candidates. */
    private Connection connection(String value, boolean ice) {
        Connection ours = Connection.to(host);
        boolean silence = !ice
                && Connection.parse(value).filter(Connection::isUnspecified).isPresent();
        return silence ? Connection.to(ours.addressType().equals("IP6") ? "::" : "0.0.0.0") : ours;
    }

    private Optional<SdpLine> attribute(SdpLine line, int port) {
        Attribute attribute = Attribute.parse(line.value());
        if (MORE_ADDRESSES.contains(attribute.name()) || isBundling(attribute) || tellsTheSender(attribute)) {
            return Optional.empty();
        }
        if (attribute.name().equals("rtcp")) {
            return RtcpPort.parse(attribute.valueOrEmpty()).map(stated -> line.withValue("rtcp:" + rtcp(stated, port)));
        }
        return Optional.of(line.withValue(screen(line.value())));
    }

    private RtcpPort rtcp(RtcpPort stated, int port) {
        return new RtcpPort(port == 0 ? 0 : port + 1, stated.connection().map(_ -> Connection.to(host)));
    }

    private static boolean isBundling(Attribute attribute) {
        return attribute.name().equals("bundle-only")
                || (attribute.name().equals("group")
                        && attribute.valueOrEmpty().strip().startsWith("BUNDLE"));
    }

    /** Neither party is offered such an extension, for the relay looks into no RTP packet. */
    private static boolean tellsTheSender(Attribute attribute) {
        String value = attribute.valueOrEmpty();
        int item = value.indexOf(ITEM_EXTENSION);
        return attribute.name().equals("extmap")
                && item >= 0
                && !IMPERSONAL_ITEMS.contains(
                        value.substring(item + ITEM_EXTENSION.length()).split("\\s", 2)[0]);
    }

    private static boolean usesIce(Section<?> section) {
        return section.attribute("ice-ufrag").isPresent();
    }

    private boolean leaks(String text) {
        return hidden != null && hidden.leaksIn(text);
    }

    private String screen(String text) {
        return hidden == null ? text : hidden.replaceIn(text, host);
    }
}
