package org.sallyport.service.turn.transport;

import java.util.EnumMap;
import java.util.Map;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;

/** What is counted of connections and associations. Thread-safe. */
public final class ConnectionMetrics {
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Counter toWebServers;

    public ConnectionMetrics(Metrics metrics) {
        for (Refusal reason : Refusal.values()) {
            refusals.put(
                    reason,
                    metrics.counter(
                            "sallyport_turn_connections_refused_total",
                            "Connections and DTLS associations of TURN listeners that went no further.",
                            "reason",
                            reason.label()));
        }
        toWebServers = metrics.counter(
                "sallyport_turn_web_connections_total",
                "Connections of TURN listeners that were HTTP's and handed to a web server.");
    }

    void refused(Refusal reason) {
        Counter counter = refusals.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    void toWebServer() {
        toWebServers.increment();
    }
}
