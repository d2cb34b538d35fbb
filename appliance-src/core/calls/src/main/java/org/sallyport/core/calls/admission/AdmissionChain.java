package org.sallyport.core.calls.admission;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.calls.admission.AdmissionDecision.Admitted;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * The gate: asks each admission in turn, the cheapest and strictest first, and admits what all admit. What an earlier one
 * gave is given back when a later one refuses. Refusals are counted by reason.
 */
public final class AdmissionChain implements Admission {
    private final List<Admission> admissions;
    private final RefusalCount refusals;

    public AdmissionChain(List<Admission> admissions, Metrics metrics) {
        this.admissions = List.copyOf(admissions);
        this.refusals = new RefusalCount(metrics);
    }

    @Override
    public AdmissionDecision ask(CallAttempt attempt) {
        List<Permit> permits = new ArrayList<>(admissions.size());
        for (Admission admission : admissions) {
            switch (admission.ask(attempt)) {
                case Admitted(Permit permit) -> permits.add(permit);
                case Refused refused -> {
                    permits.forEach(Permit::release);
                    refusals.add(refused.reason());
                    return refused;
                }
            }
        }
        return new Admitted(new JointPermit(List.copyOf(permits)));
    }

    private record JointPermit(List<Permit> permits) implements Permit {
        @Override
        public void bandwidth(int kbps) {
            permits.forEach(permit -> permit.bandwidth(kbps));
        }

        @Override
        public void release() {
            permits.forEach(Permit::release);
        }
    }
}
