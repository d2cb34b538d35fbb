package org.sallyport.service.sip.media;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.Origin;
import org.sallyport.protocol.sdp.SdpLine;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * Our side of the negotiation with one party: it sees one session of ours, whose version grows by one with each
 * description that differs from the last (RFC 3264 section 8), whatever the other party's does. Owned by the call's
 * thread.
 */
final class LegDescription {
    /** Session identifiers are to fit 63 bits; more than 2^53 some peers cannot count. */
    private static final long LARGEST_ID = 1L << 53;

    private final String sessionId = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, LARGEST_ID));

    private long version;
    private byte @Nullable [] last;

    /** The bytes to send: the description with our origin in it. */
    byte[] bytes(SessionDescription description, String username, String host) {
        byte[] same = with(description, username, host, version).bytes();
        if (last != null && Arrays.equals(same, last)) {
            return same;
        }
        version++;
        byte[] changed = with(description, username, host, version).bytes();
        last = changed;
        return changed;
    }

    private SessionDescription with(SessionDescription description, String username, String host, long number) {
        Connection ours = Connection.to(host);
        Origin origin = new Origin(
                username, sessionId, Long.toString(number), ours.networkType(), ours.addressType(), ours.address());
        return description.rewriteLines(
                line -> Optional.of(line.type() == 'o' ? new SdpLine("o=" + origin, line.ending()) : line));
    }
}
