package org.sallyport.core.settings.model;

import java.net.InetAddress;
import java.time.Duration;
import org.sallyport.base.address.Side;

/**
 * The media relay.
 *
 * @param external addresses and ports that face the internet
 * @param internal addresses and ports that face the enterprise
 * @param portQuarantine rest of a released port before it is used again
 * @param learningWindow time after signalling during which a leg's source may be learnt (RFC 7362 section 4)
 * @param inactivityTimeout silence on all streams of a call after which it is ended
 * @param kernelForwarding whether the kernel is to forward settled flows, where it can
 */
public record MediaSettings(
        MediaRange external,
        MediaRange internal,
        Duration portQuarantine,
        Duration learningWindow,
        Duration inactivityTimeout,
        boolean kernelForwarding) {

    /** The range of a side that carries calls. */
    public MediaRange range(Side side) {
        return switch (side) {
            case EXTERNAL -> external;
            case INTERNAL -> internal;
            case MANAGEMENT -> throw new IllegalArgumentException("the management side carries no media");
        };
    }

    /**
     * Where a side's media ports are.
     *
     * @param address bound address
     * @param advertisedHost address written into SDP
     * @param firstPort first UDP and TCP port, even
     * @param lastPort last port, inclusive
     * @param dscp what the packets that leave there are marked with
     */
    public record MediaRange(InetAddress address, String advertisedHost, int firstPort, int lastPort, Dscp dscp) {}

    /** Differentiated services code points (RFC 2474 section 3) by class, 0 to 63; 0 leaves packets unmarked. */
    public record Dscp(int audio, int video, int other) {
        /** What RFC 4594 section 2.3 names: expedited forwarding for audio, AF41 for video conferences, nothing for the rest. */
        public static final Dscp USUAL = new Dscp(46, 34, 0);

        public int of(MediaClass media) {
            return switch (media) {
                case AUDIO -> audio;
                case VIDEO -> video;
                case OTHER -> other;
            };
        }
    }
}
