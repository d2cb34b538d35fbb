package org.sallyport.media.accounting;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.protocol.rtp.PacketKind;
import org.sallyport.protocol.rtp.RoundTrip;
import org.sallyport.protocol.rtp.Rtcp;
import org.sallyport.protocol.rtp.RtcpVisitor;
import org.sallyport.protocol.rtp.RtpHeader;

/**
 * Counts what one party sends on one stream. One thread writes, so its counters need no atomic addition, only to be
 * visible: they are read with opaque access.
 */
public final class FlowMeter implements RtcpVisitor {
    private static final double NANOS_PER_MILLI = 1e6;

    private final SideCounters side;
    private final RoundTrip toParty;
    private final RoundTrip toOtherParty;
    private final SourceTable sources = new SourceTable();
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong octets = new AtomicLong();
    private final AtomicLong discarded = new AtomicLong();
    private final ForwardedCount forwarded = new ForwardedCount();
    private final AtomicInteger lastPayloadType = new AtomicInteger(-1);
    private volatile Quality quality = Quality.NONE;
    private int clockRate;
    private boolean away;
    private long nowNanos;
    private long publishedPackets;
    private long publishedOctets;
    private long publishedNanos = System.nanoTime();

    /**
     * @param toParty round trip between us and the party that sends this flow
     * @param toOtherParty round trip between us and the party that receives it
     */
    public FlowMeter(SideCounters side, RoundTrip toParty, RoundTrip toOtherParty) {
        this.side = side;
        this.toParty = toParty;
        this.toOtherParty = toOtherParty;
    }

    private record Quality(
            long lost, double jitterMillis, @Nullable Double roundTripMillis, long bitsPerSecond) {
        private static final Quality NONE = new Quality(0, 0, null, 0);
    }

    /** Sets the rate of RTP timestamps in Hz; 0 when unknown. */
    public void clockRate(int newClockRate) {
        clockRate = newClockRate;
    }

    /** Reads an admitted packet, relayed or not. */
    public void received(MemorySegment packet, int length, PacketKind kind, long now) {
        nowNanos = now;
        if (kind == PacketKind.RTP && away) {
            sources.passedUnseen(1);
        } else if (kind == PacketKind.RTP && length >= RtpHeader.FIXED_LENGTH) {
            lastPayloadType.setOpaque(RtpHeader.payloadType(packet));
            sources.received(
                    RtpHeader.ssrc(packet),
                    RtpHeader.sequenceNumber(packet),
                    RtpHeader.timestamp(packet),
                    now,
                    clockRate);
        } else if (kind == PacketKind.RTCP) {
            Rtcp.parse(packet, length, this);
        }
    }

    /** Counts a packet relayed, or a chunk of a connection. */
    public void relayed(int length) {
        packets.setOpaque(packets.getPlain() + 1);
        octets.setOpaque(octets.getPlain() + length);
    }

    /** Where the kernel's share of the flow is counted. */
    public ForwardedCount forwarded() {
        return forwarded;
    }

    /** From now on most of the flow goes by unseen, so that the numbers of what is still seen tell nothing of loss. */
    public void goesAway() {
        away = true;
    }

    /** All of the flow is seen again; its next packet tells whether any were missing of those that went by. */
    public void comesBack(long unseenPackets) {
        away = false;
        sources.passedUnseen(unseenPackets);
    }

    /** Whether one source alone has sent RTP in a time before now. */
    public boolean hasOneSource(long sinceNanos) {
        return sources.isOnlyOne(sinceNanos);
    }

    /** Packets that this process relayed itself. Of the shard's thread. */
    public long relayedPackets() {
        return packets.getPlain();
    }

    /** Counts a packet not relayed. */
    public void discarded(DiscardReason reason) {
        discarded.setOpaque(discarded.getPlain() + 1);
        side.discarded(reason);
    }

    /** Publishes what is computed rather than counted, and adds to the metrics; called about once a second. */
    public void publish(long now) {
        long relayedPackets = packets.getPlain() + forwarded.packets();
        long relayedOctets = octets.getPlain() + forwarded.octets();
        side.relayed(relayedPackets - publishedPackets, relayedOctets - publishedOctets);
        double seconds = Math.max(1, now - publishedNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        long bitsPerSecond = Math.round((relayedOctets - publishedOctets) * 8 / seconds);
        quality = new Quality(sources.lost(), sources.jitterMillis(), roundTripMillis(), bitsPerSecond);
        publishedPackets = relayedPackets;
        publishedOctets = relayedOctets;
        publishedNanos = now;
    }

    private @Nullable Double roundTripMillis() {
        long nanos = toParty.nanos();
        return nanos == RoundTrip.UNKNOWN ? null : nanos / NANOS_PER_MILLI;
    }

    /** The figures so far. From any thread. */
    public FlowStatistics statistics() {
        Quality last = quality;
        return new FlowStatistics(
                packets.getOpaque() + forwarded.packets(),
                octets.getOpaque() + forwarded.octets(),
                last.lost(),
                last.jitterMillis(),
                last.roundTripMillis(),
                last.bitsPerSecond(),
                discarded.getOpaque());
    }

    /** Payload type of the last RTP packet, or -1. From any thread. */
    public int lastPayloadType() {
        return lastPayloadType.getOpaque();
    }

    @Override
    public void senderReport(int ssrc, int ntpMiddle) {
        toOtherParty.senderReportPassed(ssrc, ntpMiddle, nowNanos);
    }

    @Override
    public void reportBlock(int source, int lastSenderReport, int delaySinceLastSenderReport) {
        toParty.reportBlockCame(source, lastSenderReport, delaySinceLastSenderReport, nowNanos);
    }

    @Override
    public void goodbye(int ssrc) {
        sources.goodbye(ssrc);
    }
}
