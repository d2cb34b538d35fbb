package org.sallyport.service.sip.call;

import java.util.Locale;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision;
import org.sallyport.core.telemetry.metrics.Histogram;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.topology.HeaderPolicy;

/** What SIP counts. Thread-safe. */
public final class SipMetrics {
    private static final double[] SETUP_BOUNDS = {
        0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1
    };

    private final Metrics metrics;
    private final Histogram setup;

    public SipMetrics(Metrics metrics) {
        this.metrics = metrics;
        this.setup = metrics.histogram(
                "sallyport_sip_setup_seconds",
                "Time added to a call's set-up: INVITE received to sent, plus 2xx received to sent.",
                SETUP_BOUNDS);
    }

    void request(Side side, String method) {
        String known = HeaderPolicy.isKnownMethod(method) ? method : "other";
        metrics.counter("sallyport_sip_requests_total", "Requests received.", "side", label(side), "method", known)
                .increment();
    }

    public void responseReceived(Side side, int status) {
        response(side, status, "received");
    }

    public void responseSent(Side side, int status) {
        response(side, status, "sent");
    }

    public void refused(AdmissionDecision.Reason reason) {
        metrics.counter(
                        "sallyport_sip_refused_requests_total",
                        "Requests refused by admission.",
                        "reason",
                        reason.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** An exchange or call ended by its deadline. */
    void expired(String what) {
        metrics.counter("sallyport_sip_expired_total", "Ended by a deadline.", "what", what)
                .increment();
    }

    void setupAdded(long nanos) {
        setup.record(nanos / 1e9);
    }

    private void response(Side side, int status, String direction) {
        metrics.counter(
                        "sallyport_sip_responses_total",
                        "Responses by class.",
                        "side",
                        label(side),
                        "direction",
                        direction,
                        "class",
                        status / 100 + "xx")
                .increment();
    }

    private static String label(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
