package org.sallyport.service.turn.allocation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.protocol.stun.StunMethod;

/** What the server counts. Thread-safe. */
public final class TurnMetrics {
    private final Metrics metrics;
    private final Map<DropReason, Counter> drops = new EnumMap<>(DropReason.class);
    private final Map<StunMethod, Counter> requests = new EnumMap<>(StunMethod.class);
    private final Counter toPeers;
    private final Counter toClients;

    public TurnMetrics(Metrics metrics, Quotas quotas) {
        this.metrics = metrics;
        for (DropReason reason : DropReason.values()) {
            drops.put(
                    reason,
                    metrics.counter(
                            "sallyport_turn_dropped_total",
                            "Packets and requests of STUN and TURN that went no further.",
                            "reason",
                            reason.label()));
        }
        for (StunMethod method : StunMethod.values()) {
            requests.put(
                    method,
                    metrics.counter(
                            "sallyport_turn_requests_total",
                            "Requests of STUN and TURN, answered or not.",
                            "method",
                            method.name().toLowerCase(Locale.ROOT)));
        }
        toPeers = relayed("to_peer");
        toClients = relayed("to_client");
        metrics.gauge("sallyport_turn_allocations", "TURN allocations now.", quotas::size);
        metrics.gauge(
                "sallyport_turn_bandwidth_granted_kbps",
                "Bandwidth granted to TURN allocations in each direction, kbit/s.",
                quotas::kbps);
    }

    private Counter relayed(String direction) {
        return metrics.counter(
                "sallyport_turn_relayed_packets_total",
                "Packets relayed between clients and peers.",
                "direction",
                direction);
    }

    public void dropped(DropReason reason) {
        Counter counter = drops.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    public void request(StunMethod method) {
        Counter counter = requests.get(method);
        if (counter != null) {
            counter.increment();
        }
    }

    /** An error answer, by its code. */
    public void refused(int code) {
        metrics.counter(
                        "sallyport_turn_error_responses_total",
                        "Requests of STUN and TURN that were answered with an error.",
                        "code",
                        Integer.toString(code))
                .increment();
    }

    void relayedToPeer() {
        toPeers.increment();
    }

    void relayedToClient() {
        toClients.increment();
    }
}
