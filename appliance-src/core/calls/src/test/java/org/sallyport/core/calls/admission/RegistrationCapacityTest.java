package org.sallyport.core.calls.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.telemetry.metrics.Metrics;

class RegistrationCapacityTest {
    private final AtomicInteger inForce = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Metrics metrics = new Metrics();
    private final FakeFeed feed = new FakeFeed(new CapacitySettings(10, 10_000, Optional.empty(), 100, 2, 3));
    private final RegistrationCapacity capacity = new RegistrationCapacity(feed, inForce::get, metrics, nanos::get);

    private Optional<Reason> ask(boolean isNew) {
        return capacity.refusal(new RegistrationAttempt(
                        SignallingProtocol.SIP, Side.EXTERNAL, "192.0.2.1", "sip:a@b.example", isNew))
                .map(Refused::reason);
    }

    @Test
    void refusesNewDevicesWhenFullButRenewsThoseThereAre() {
        inForce.set(2);
        assertThat(ask(true)).contains(Reason.REGISTRATION_LIMIT);
        assertThat(ask(false)).isEmpty();
        inForce.set(1);
        assertThat(ask(true)).isEmpty();
    }

    @Test
    void followsALimitThatIsRaised() {
        inForce.set(2);
        feed.swap(new CapacitySettings(10, 10_000, Optional.empty(), 100, 3, 3));
        assertThat(ask(true)).isEmpty();
    }

    @Test
    void passesNoMoreASecondThanAllowedAndCountsTheOthers() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask(true)).isEmpty();
        }
        assertThat(ask(false)).contains(Reason.REGISTRATION_RATE);
        assertThat(metrics.exposition()).contains("sallyport_admission_refused_total{reason=\"REGISTRATION_RATE\"} 1");
        nanos.addAndGet(1_000_000_000);
        assertThat(ask(false)).isEmpty();
    }
}
