package org.sallyport.protocol.h323.capture;

import java.net.InetSocketAddress;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * A message as it went over the wire.
 *
 * @param frame the frame in which it ended, as Wireshark counts
 * @param octets content of the datagram or TPKT
 */
public record CapturedMessage(
        Kind kind, int frame, InetSocketAddress source, InetSocketAddress destination, Octets octets) {
    /** What the octets are. */
    public enum Kind {
        RAS,
        Q931,
        H245
    }
}
