package org.sallyport.core.calls.live;

import java.util.function.Consumer;
import org.sallyport.core.calls.rate.TokenBucket;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts calls that are over and hands their records to the history. */
final class EndedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(EndedCalls.class);
    /** Refused attempts kept a second: enough to see who was turned away, too few to fill the disk in a flood. */
    private static final int REFUSALS_KEPT_PER_SECOND = 50;

    private final Metrics metrics;
    private final Consumer<CallDetailRecord> history;
    private final TokenBucket refusals = new TokenBucket(System::nanoTime);
    private final Counter refusalsNotKept;

    EndedCalls(Metrics metrics, Consumer<CallDetailRecord> history) {
        this.metrics = metrics;
        this.history = history;
        this.refusalsNotKept = metrics.counter(
                "sallyport_history_refusals_not_kept_total",
                "Refused attempts left out of the history because too many came in one second.");
    }

    void accept(CallDetailRecord record) {
        count(record.call());
        keep(record);
    }

    void refused(CallDetailRecord attempt) {
        count(attempt.call());
        if (refusals.take(REFUSALS_KEPT_PER_SECOND)) {
            keep(attempt);
        } else {
            refusalsNotKept.increment();
        }
    }

    private void keep(CallDetailRecord record) {
        try {
            history.accept(record);
        } catch (RuntimeException e) {
            LOG.error("the history did not take call {}", record.call().id(), e);
        }
    }

    private void count(CallSnapshot call) {
        Disposition disposition = call.disposition();
        if (disposition != null) {
            metrics.counter(
                            "sallyport_calls_ended_total",
                            "Calls and attempts that are over.",
                            "outcome",
                            disposition.outcome().name(),
                            "protocol",
                            call.protocol().name(),
                            "direction",
                            call.direction().name())
                    .increment();
        }
    }
}
