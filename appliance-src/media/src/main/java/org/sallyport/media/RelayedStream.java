package org.sallyport.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;

/** A stream between the two sides. Thread-safe; closing it rests and then frees its ports. */
public interface RelayedStream extends AutoCloseable {
    /** Our address for RTP (or the connection) that the party of a side is told. RTCP is on the next port. */
    LocalAddress local(Side side);

    /**
     * What signalling says of the party of a side. Re-opens learning of its source for the learning window, so it is
     * called for every offer and answer, changed or not. What the kernel forwards comes back first, which this waits for.
     */
    void remote(Side side, RemoteMedia remote);

    /** Where the party's packets come from, once learnt. */
    @Nullable
    InetSocketAddress latched(Side side);

    /**
     * What came from the party of a side; RTP and RTCP together, lost and jitter from RTP, round trip between us and it.
     * What the relay forwards or discards is counted as of now, all else at most a second old: what the kernel forwards, and
     * its loss and jitter as of the last look at it.
     */
    FlowStatistics received(Side side);

    /** Payload type of the last RTP packet from a side, or -1. */
    int lastPayloadType(Side side);

    /** Who takes what comes from the party of a side on, and why. */
    Forwarding forwarding(Side side);

    /** Time since a packet of either side was forwarded, or since opening. */
    Duration silence();

    /** Closes it and waits until it is; the figures are final on return. */
    @Override
    void close();

    /**
     * The party as signalled.
     *
     * @param rtp where it wants media, resolved; null or an unspecified address when it names none (0.0.0.0), or has not
     *     spoken yet. A direction attribute alone is no reason for null: RTCP flows on, and the source of a sendonly party
     *     must still be learnt
     * @param rtcp where it wants RTCP: a=rtcp (RFC 3605), else the next port; equals rtp when muxed (RFC 5761)
     * @param clockRate of the first payload type in Hz, for jitter in milliseconds; 0 when the stream is not RTP
     * @param secured whether it asks for SRTP, whose RTCP nobody between the parties can change
     * @param connectionSetup the setup attribute as the party wrote it (RFC 4145 section 4); null for datagrams
     * @param signallingSource host that the description came from, or that the offer to it goes to; a party behind a NAT sends media from there, so its
     *     source may be learnt from this host as well as from the one of {@code rtp}, and from no other
     */
    record RemoteMedia(
            @Nullable InetSocketAddress rtp,
            @Nullable InetSocketAddress rtcp,
            int clockRate,
            boolean secured,
            @Nullable ConnectionSetup connectionSetup,
            @Nullable InetAddress signallingSource) {}

    /**
     * The setup attribute as seen from the party (RFC 4145 section 4). It is carried through unchanged, so a party that
     * left the choice open (actpass) has the role that the other party's answer leaves it.
     */
    enum ConnectionSetup {
        ACTIVE,
        PASSIVE,
        ACTPASS,
        HOLDCONN
    }
}
