package org.sallyport.service.sip.media;

import java.util.List;
import java.util.OptionalLong;
import org.sallyport.protocol.sdp.Bandwidth;
import org.sallyport.protocol.sdp.SessionDescription;

/** What a party is ready to receive, by the bandwidth lines of its description (RFC 8866 section 5.8). */
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

    private static OptionalLong largest(List<Bandwidth> lines) {
        return lines.stream()
                .flatMap(line -> line.kbps().stream())
                .mapToLong(Long::longValue)
                .max();
    }
}
