package org.sallyport.core.calls.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;

/**
 * One media stream of a call: an m-line of SDP (RFC 8866 section 5.14) or a logical channel.
 *
 * @param index position of the m-line, from 0
 * @param media audio, video, application, ...
 * @param protocol the m-line's proto, such as {@code RTP/SAVPF}
 * @param content content attribute (RFC 4796) or label, such as {@code slides}
 * @param encrypted whether media on the wire is SRTP, DTLS or TLS
 * @param ends one a side
 */
public record StreamSnapshot(
        int index, String media, String protocol, @Nullable String content, boolean encrypted, List<StreamEnd> ends) {

    /**
     * The half of a stream that faces one side.
     *
     * @param localAddress our port, as bound, host:port
     * @param signalledAddress where the party asked for media, host:port
     * @param latchedAddress where its media really comes from, once learnt
     * @param codec codec of what it sends, such as {@code H264/90000}
     * @param forwarding who takes what it sends on; null when the stream is over
     * @param received what came from the party
     */
    public record StreamEnd(
            Side side,
            String localAddress,
            @Nullable String signalledAddress,
            @Nullable String latchedAddress,
            @Nullable String codec,
            @Nullable Forwarding forwarding,
            FlowStatistics received) {}
}
