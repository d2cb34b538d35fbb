package org.sallyport.protocol.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One media part: an m-line and what follows it (RFC 8866 section 5.14).
 *
 * @param head the m-line as it stood
 * @param media the m-line as understood
 * @param lines what follows it
 */
public record MediaDescription(SdpLine head, MediaLine media, List<SdpLine> lines)
        implements Section<MediaDescription> {
    public MediaDescription {
        lines = List.copyOf(lines);
    }

    @Override
    public MediaDescription withLines(List<SdpLine> newLines) {
        return new MediaDescription(head, media, newLines);
    }

    /** The same with another m-line. */
    public MediaDescription withMedia(MediaLine newMedia) {
        return new MediaDescription(head.withValue(newMedia.toString()), newMedia, lines);
    }

    /** What a payload type means here: by rtpmap, else by its fixed meaning. */
    public Optional<Rtpmap> rtpmap(int payloadType) {
        return attributes("rtpmap")
                .flatMap(attribute -> Rtpmap.parse(attribute.valueOrEmpty()).stream())
                .filter(map -> map.payloadType() == payloadType)
                .findFirst()
                .or(() -> Rtpmap.ofStatic(payloadType));
    }

    /** The first format, if it is a payload type with a meaning. */
    public Optional<Rtpmap> preferredRtpmap() {
        return media.formatList().stream()
                .findFirst()
                .filter(format -> format.matches("\\d{1,3}"))
                .flatMap(format -> rtpmap(Integer.parseInt(format)));
    }
}
