package org.sallyport.protocol.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866) with every line as it stood, in its order.
 *
 * @param lines the session part
 * @param media the media parts
 */
public record SessionDescription(List<SdpLine> lines, List<MediaDescription> media)
        implements Section<SessionDescription> {
    public SessionDescription {
        lines = List.copyOf(lines);
        media = List.copyOf(media);
    }

    /** Reads a description; never throws. */
    public static SdpResult parse(byte[] bytes) {
        return new SdpParser(bytes).parse();
    }

    /** Who made it. A parsed description has one. */
    public Optional<Origin> origin() {
        return lines.stream()
                .filter(line -> line.type() == 'o')
                .findFirst()
                .flatMap(line -> Origin.parse(line.value()));
    }

    /** The connection of a media part: its own, else the session's. */
    public Optional<Connection> connectionOf(MediaDescription part) {
        return part.connection().or(this::connection);
    }

    /** The direction of a media part: its own, else the session's, else both ways (RFC 8866 section 6.7). */
    public Direction directionOf(MediaDescription part) {
        return part.statedDirection().or(this::statedDirection).orElse(Direction.SENDRECV);
    }

    /** An attribute of a media part: its own, else the session's. */
    public Optional<Attribute> attributeOf(MediaDescription part, String name) {
        return part.attribute(name).or(() -> attribute(name));
    }

    @Override
    public SessionDescription withLines(List<SdpLine> newLines) {
        return new SessionDescription(newLines, media);
    }

    public SessionDescription withMedia(List<MediaDescription> newMedia) {
        return new SessionDescription(lines, newMedia);
    }

    /** As on the wire. */
    public byte[] bytes() {
        List<SdpLine> all = new ArrayList<>(lines);
        for (MediaDescription part : media) {
            all.add(part.head());
            all.addAll(part.lines());
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            SdpLine line = all.get(i);
            // A last line may lack its ending, but it may have moved up since.
            boolean needsEnding = line.ending().isEmpty() && i < all.size() - 1;
            text.append(line.text()).append(needsEnding ? "\r\n" : line.ending());
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
