package org.sallyport.media.datagram;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.accounting.DiscardReason;
import org.sallyport.media.accounting.FlowMeter;
import org.sallyport.media.latching.Latch;
import org.sallyport.media.privacy.RtcpDisguise;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.rtp.PacketKind;
import org.sallyport.protocol.rtp.RtpHeader;

/** The half of a stream that faces one side: its two ports, and what is known of the party there. Used by its shard. */
final class StreamEnd {
    /** Header and SSRC, in clear in SRTCP too (RFC 3711 section 3.4). */
    private static final int SMALLEST_RTCP = 8;

    private final MediaPort rtp;
    private final MediaPort rtcp;
    private final FlowMeter meter;
    private final AtomicLong lastRelayedNanos;
    private final @Nullable RtcpDisguise disguise;
    private @Nullable StreamEnd opposite;
    private boolean muxed;
    private boolean carriesRtp;
    private boolean secured;
    private boolean exchangesKeys;

    /**
     * An end without party.
     *
     * @param disguise for RTCP from the party of this end; null when the other side may read it
     */
    StreamEnd(PortPair ports, FlowMeter meter, AtomicLong lastRelayedNanos, @Nullable RtcpDisguise disguise) {
        this.rtp = new MediaPort(ports.rtp(), this, false);
        this.rtcp = new MediaPort(ports.rtcp(), this, true);
        this.meter = meter;
        this.lastRelayedNanos = lastRelayedNanos;
        this.disguise = disguise;
    }

    /** Makes two ends each other's opposite. */
    static void join(StreamEnd one, StreamEnd other) {
        one.opposite = other;
        other.opposite = one;
    }

    MediaPort rtp() {
        return rtp;
    }

    MediaPort rtcp() {
        return rtcp;
    }

    FlowMeter meter() {
        return meter;
    }

    /** Whether RTP was agreed. */
    boolean carriesRtp() {
        return carriesRtp;
    }

    /** Takes what signalling says of the party. */
    void remote(RemoteMedia remote, long windowEndNanos) {
        TransportAddress rtpAddress = TransportAddress.of(remote.rtp());
        TransportAddress rtcpAddress = TransportAddress.of(remote.rtcp());
        TransportAddress host =
                remote.signallingSource() == null ? null : TransportAddress.ofHost(remote.signallingSource());
        rtp.latch().signal(rtpAddress, host, windowEndNanos);
        rtcp.latch().signal(rtcpAddress, host, windowEndNanos);
        muxed = rtpAddress != null && rtpAddress.equals(rtcpAddress);
        carriesRtp = remote.clockRate() > 0;
        secured = remote.secured();
        meter.clockRate(remote.clockRate());
    }

    /** Where RTP is agreed, bytes that begin like it must be it; elsewhere (UDPTL) they may begin so by chance. */
    boolean isMalformed(Datagram packet, PacketKind kind) {
        if (!carriesRtp) {
            return false;
        }
        return switch (kind) {
            case RTP -> RtpHeader.check(packet.data(), packet.length()) != RtpHeader.Validity.VALID;
            case RTCP -> packet.length() < SMALLEST_RTCP;
            case STUN, ZRTP, DTLS, TURN_CHANNEL, OTHER -> false;
        };
    }

    /** Sends a packet of this end's party out at the other end. */
    void pass(MediaPort from, Datagram packet, PacketKind kind, long nowNanos) {
        if (carriesRtp) {
            meter.received(packet.data(), packet.length(), kind, nowNanos);
        }
        MediaPort outlet = outlet(from, kind);
        TransportAddress destination = outlet == null ? null : outlet.latch().destination();
        if (outlet == null || destination == null) {
            meter.discarded(DiscardReason.NO_PEER);
            return;
        }
        if (!disguised(packet, kind)) {
            meter.discarded(DiscardReason.MALFORMED);
            return;
        }
        switch (outlet.send(packet, destination)) {
            case SENT -> {
                meter.relayed(packet.length());
                lastRelayedNanos.setOpaque(nowNanos);
            }
            case BUFFER_FULL -> meter.discarded(DiscardReason.SEND_BUFFER_FULL);
            case REFUSED -> meter.discarded(DiscardReason.SEND_REFUSED);
        }
    }

    /**
     * Makes RTCP in the clear fit to leave; false when it cannot be read and so might say anything. Where the parties agreed
     * on keys it is SRTCP; where they exchange keys on the media's own way, whatever cannot be read is.
     */
    private boolean disguised(Datagram packet, PacketKind kind) {
        exchangesKeys |= kind == PacketKind.ZRTP || kind == PacketKind.DTLS;
        StreamEnd other = opposite;
        boolean agreedOnKeys = secured && other != null && other.secured;
        if (disguise == null || kind != PacketKind.RTCP || !carriesRtp || agreedOnKeys) {
            return true;
        }
        return disguise.apply(packet.data(), packet.length()) || exchangesKeys;
    }

    /** RTCP leaves where the other party wants it: on the RTP port when that one is muxed (RFC 5761 section 5.1.1). */
    private @Nullable MediaPort outlet(MediaPort from, PacketKind kind) {
        StreamEnd other = opposite;
        if (other == null) {
            return null;
        }
        boolean control = from.isForRtcp() || (muxed && kind == PacketKind.RTCP);
        return control && !other.muxed ? other.rtcp : other.rtp;
    }

    /** Source of the party's RTP, once learnt. From any thread. */
    @Nullable
    TransportAddress learnt() {
        Latch latch = rtp.latch();
        return latch.learnt();
    }
}
