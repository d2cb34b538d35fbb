package org.sallyport.core.calls.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Admitted;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;

class CapacityAdmissionTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Alarms alarms = new Alarms("director", Clock.systemUTC());
    private final Metrics metrics = new Metrics();
    private final FakeFeed feed = new FakeFeed(new CapacitySettings(10, 10_000, Optional.empty(), 100, 2000, 1000));
    private final CapacityAdmission admission = new CapacityAdmission(feed, alarms, metrics, nanos::get);

    @Test
    void refusesCallsOverTheLimitUntilOneIsReleased() {
        List<Permit> permits = admit(10, 0);
        assertThat(refused(0).reason()).isEqualTo(Reason.CALL_LIMIT);
        permits.getFirst().release();
        permits.getFirst().release();
        assertThat(admission.use().calls()).isEqualTo(9);
        admit(1, 0);
        assertThat(refused(0).reason()).isEqualTo(Reason.CALL_LIMIT);
    }

    @Test
    void refusesBandwidthOverTheLimitButLetsACallInProgressGrow() {
        Permit permit = admit(1, 4_000).getFirst();
        permit.bandwidth(9_000);
        assertThat(refused(1_001).reason()).isEqualTo(Reason.BANDWIDTH_LIMIT);
        permit.bandwidth(12_000);
        assertThat(admission.use().kbps()).isEqualTo(12_000);
        assertThat(refused(0).reason()).isEqualTo(Reason.BANDWIDTH_LIMIT);
        permit.release();
        permit.bandwidth(500);
        assertThat(admission.use().kbps()).isZero();
    }

    @Test
    void refusesSetupsFasterThanTheRateAndSaysWhenToRetry() {
        feed.swap(new CapacitySettings(10, 10_000, Optional.empty(), 2, 2000, 1000));
        admit(2, 0).forEach(Permit::release);
        Refused refused = refused(0);
        assertThat(refused.reason()).isEqualTo(Reason.SETUP_RATE);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        admit(1, 0);
    }

    @Test
    void expectsTheNextFreeCallAtThePaceOfTheLastReleases() {
        assertThat(admission.ask(attempt(20_000))).isInstanceOf(Refused.class);
        List<Permit> permits = admit(10, 0);
        assertThat(refused(0).retryAfter()).contains(Duration.ofSeconds(30));
        for (int i = 0; i < 40; i++) {
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            permits.removeFirst().release();
            permits.addAll(admit(1, 0));
        }
        assertThat(refused(0).retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void admitsNothingMoreOnceDraining() {
        admission.drain();
        assertThat(refused(0).reason()).isEqualTo(Reason.SHUTTING_DOWN);
    }

    @Test
    void holdsNewCallsOffUntilTheTimeIsOverOrTakenBack() {
        List<Permit> going = admit(1, 0);
        admission.holdOff(Duration.ofSeconds(30));
        assertThat(admission.isClosing()).isTrue();
        assertThat(refused(0).reason()).isEqualTo(Reason.MAINTENANCE);
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        admission.holdOff(Duration.ofSeconds(30));
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(refused(0).reason()).isEqualTo(Reason.MAINTENANCE);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        going.addAll(admit(1, 0));
        admission.holdOff(Duration.ofSeconds(30));
        admission.holdOff(Duration.ZERO);
        assertThat(admission.isClosing()).isFalse();
        going.addAll(admit(1, 0));
        assertThat(admission.use().calls()).isEqualTo(3);
    }

    @Test
    void raisesTheAlarmAtNineTenthsAndClearsItBelowEight() {
        List<Permit> permits = admit(8, 0);
        assertThat(alarms.active()).isEmpty();
        permits.addAll(admit(1, 0));
        assertThat(alarms.active()).singleElement().satisfies(alarm -> {
            assertThat(alarm.key()).isEqualTo("calls.capacity");
            assertThat(alarm.text()).contains("9 of 10 calls");
        });
        permits.removeFirst().release();
        assertThat(alarms.active()).hasSize(1);
        permits.removeFirst().release();
        assertThat(alarms.active()).isEmpty();
    }

    @Test
    void followsTheSettings() {
        admit(5, 0);
        feed.swap(new CapacitySettings(4, 10_000, Optional.empty(), 100, 2000, 1000));
        assertThat(alarms.active()).hasSize(1);
        assertThat(refused(0).reason()).isEqualTo(Reason.CALL_LIMIT);
        feed.swap(new CapacitySettings(100, 10_000, Optional.empty(), 100, 2000, 1000));
        assertThat(alarms.active()).isEmpty();
        admit(1, 0);
    }

    @Test
    void neverExceedsTheLimitUnderConcurrency() throws InterruptedException {
        feed.swap(new CapacitySettings(50, 1_000_000, Optional.empty(), 1_000_000, 2000, 1000));
        AtomicLong admitted = new AtomicLong();
        CountDownLatch done = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            Thread.startVirtualThread(() -> {
                if (admission.ask(attempt(1)) instanceof Admitted) {
                    admitted.incrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(admitted).hasValue(50);
        assertThat(admission.use().kbps()).isEqualTo(50);
    }

    @Test
    void chainGivesBackWhatEarlierAdmissionsGaveAndCountsTheRefusal() {
        Admission never = _ -> new Refused(Reason.MEDIA_PORTS, Optional.empty(), "No.");
        AdmissionChain chain = new AdmissionChain(List.of(admission, never), metrics);
        assertThat(chain.ask(attempt(100))).isInstanceOf(Refused.class);
        assertThat(admission.use()).isEqualTo(new CapacityUse(0, 10, 0, 10_000));
        assertThat(metrics.exposition())
                .contains("sallyport_admission_refused_total{reason=\"MEDIA_PORTS\"} 1")
                .contains("sallyport_admission_refused_total{reason=\"CALL_LIMIT\"} 0");
    }

    @Test
    void chainReleasesAllSharesTogether() {
        AdmissionChain chain = new AdmissionChain(List.of(admission, admission), metrics);
        if (!(chain.ask(attempt(100)) instanceof Admitted(Permit permit))) {
            throw new AssertionError("refused");
        }
        assertThat(admission.use().calls()).isEqualTo(2);
        permit.bandwidth(300);
        assertThat(admission.use().kbps()).isEqualTo(600);
        permit.release();
        assertThat(admission.use()).isEqualTo(new CapacityUse(0, 10, 0, 10_000));
    }

    private List<Permit> admit(int count, int kbps) {
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            switch (admission.ask(attempt(kbps))) {
                case Admitted(Permit permit) -> permits.add(permit);
                case Refused refused -> throw new AssertionError(refused.text());
            }
        }
        return permits;
    }

    private Refused refused(int kbps) {
        return switch (admission.ask(attempt(kbps))) {
            case Admitted _ -> throw new AssertionError("admitted");
            case Refused refused -> refused;
        };
    }

    private static CallAttempt attempt(int kbps) {
        return new CallAttempt(
                SignallingProtocol.SIP, Side.EXTERNAL, "198.51.100.7", "sip:a@example.com", "sip:b@example.com", kbps);
    }
}
