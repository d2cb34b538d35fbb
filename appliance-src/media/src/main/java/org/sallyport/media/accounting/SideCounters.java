package org.sallyport.media.accounting;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.sallyport.base.address.Side;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;

/** The metrics of what comes from one side. Thread-safe. */
public final class SideCounters {
    private final Counter packets;
    private final Counter octets;
    private final Map<DiscardReason, Counter> discarded = new EnumMap<>(DiscardReason.class);

    public SideCounters(Side side, Metrics metrics) {
        String label = side.name().toLowerCase(Locale.ROOT);
        packets = metrics.counter(
                "sallyport_media_packets_total", "Packets relayed, by the side they came from.", "side", label);
        octets = metrics.counter(
                "sallyport_media_octets_total",
                "Octets of payload relayed, by the side they came from.",
                "side",
                label);
        for (DiscardReason reason : DiscardReason.values()) {
            discarded.put(
                    reason,
                    metrics.counter(
                            "sallyport_media_discarded_packets_total",
                            "Packets and connections not relayed, by reason and the side they came from.",
                            "reason",
                            reason.label(),
                            "side",
                            label));
        }
    }

    void relayed(long morePackets, long moreOctets) {
        packets.add(morePackets);
        octets.add(moreOctets);
    }

    void discarded(DiscardReason reason) {
        Counter counter = discarded.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
