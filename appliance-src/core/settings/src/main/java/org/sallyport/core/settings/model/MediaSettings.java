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
     */
    public record MediaRange(InetAddress address, String advertisedHost, int firstPort, int lastPort) {}
}
