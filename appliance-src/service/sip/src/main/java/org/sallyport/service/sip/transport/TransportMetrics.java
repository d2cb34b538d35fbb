package org.sallyport.service.sip.transport;

import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.screening.RejectReason;

/** The counters of one transport. */
final class TransportMetrics {
    private final Metrics metrics;
    private final String transport;

    TransportMetrics(Metrics metrics, String transport) {
        this.metrics = metrics;
        this.transport = transport;
    }

    void received() {
        count("sallyport_sip_received_messages_total", "SIP messages received whole");
    }

    void sent() {
        count("sallyport_sip_sent_messages_total", "SIP messages given to the network");
    }

    void rejected(RejectReason reason) {
        count("sallyport_sip_rejected_messages_total", "SIP messages refused before any transaction", reason.label());
    }

    void sendFailed(String reason) {
        count("sallyport_sip_send_failures_total", "SIP messages that could not be sent", reason);
    }

    void connectionRefused(String reason) {
        count("sallyport_sip_refused_connections_total", "SIP connections not accepted", reason);
    }

    void connectionClosed(CloseReason reason) {
        count("sallyport_sip_closed_connections_total", "SIP connections ended", reason.label());
    }

    void handshakeFailed(TlsFailure failure) {
        metrics.counter(
                        "sallyport_sip_tls_failures_total",
                        "TLS handshakes that failed, and servers that are not whom they should be",
                        "direction",
                        failure.outbound() ? "outbound" : "inbound",
                        "reason",
                        failure.reason().label())
                .increment();
    }

    private void count(String name, String help) {
        metrics.counter(name, help, "transport", transport).increment();
    }

    private void count(String name, String help, String reason) {
        metrics.counter(name, help, "transport", transport, "reason", reason).increment();
    }
}
