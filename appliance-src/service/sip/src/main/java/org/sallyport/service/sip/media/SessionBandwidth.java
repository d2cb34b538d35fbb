package org.sallyport.service.sip.media;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sallyport.protocol.sdp.Bandwidth;
import org.sallyport.protocol.sdp.SdpLine;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * What a party is ready to receive, by the bandwidth lines of its description (RFC 8866 section 5.8): read, and lowered so that the
 * other party sends no more than a call may take.
 */
final class SessionBandwidth {
    private SessionBandwidth() {}

    /** The session's own figure, else the sum of the streams in use, kbit/s; 0 when none says. */
    static int kbps(SessionDescription description) {
        long sum = largest(description.bandwidths())
                .orElseGet(() -> description.media().stream()
                        .filter(part -> part.media().port() != 0)
                        .mapToLong(part -> largest(part.bandwidths()).orElse(0))
                        .sum());
        return (int) Math.min(sum, Integer.MAX_VALUE);
    }

    /** The call's figure: the smaller of what the two parties say, as neither sends more than the other takes. */
    static int agreed(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    /** The description with no figure above a limit, and one for the session if it had none, kbit/s. */
    static SessionDescription limited(SessionDescription description, int kbps) {
        SessionDescription lowered = description
                .rewriteLines(line -> Optional.of(lowered(line, kbps)))
                .withMedia(description.media().stream()
                        .map(part -> part.rewriteLines(line -> Optional.of(lowered(line, kbps))))
                        .toList());
        return largest(lowered.bandwidths()).isPresent()
                ? lowered
                : lowered.withLine(SdpLine.of('b', new Bandwidth("AS", kbps).toString()));
    }

    private static SdpLine lowered(SdpLine line, int kbps) {
        Optional<Bandwidth> stated = line.type() == 'b' ? Bandwidth.parse(line.value()) : Optional.empty();
        return stated.map(bandwidth -> bandwidth.limited(kbps))
                .filter(limited -> !limited.equals(stated.get()))
                .map(limited -> line.withValue(limited.toString()))
                .orElse(line);
    }

    private static OptionalLong largest(List<Bandwidth> lines) {
        return lines.stream()
                .flatMap(line -> line.kbps().stream())
                .mapToLong(Long::longValue)
                .max();
    }
}
