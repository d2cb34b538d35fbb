package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final long MILLI = 1_000_000L;
    private static final int HALF_SECOND = 0x8000;

    private final RoundTrip roundTrip = new RoundTrip();

    @Test
    void takesThePartysDelayOffTheTimeBetweenTheReports() {
        roundTrip.senderReportPassed(7, 0x1234, 1000 * MILLI);
        roundTrip.reportBlockCame(7, 0x1234, HALF_SECOND, 1580 * MILLI);
        assertThat(roundTrip.nanos()).isEqualTo(80 * MILLI);
    }

    @Test
    void knowsNothingWithoutTheSenderReport() {
        roundTrip.senderReportPassed(7, 0x1234, 0);
        roundTrip.reportBlockCame(8, 0x1234, 0, MILLI);
        roundTrip.reportBlockCame(7, 0x9999, 0, MILLI);
        roundTrip.reportBlockCame(7, 0, 0, MILLI);
        assertThat(roundTrip.nanos()).isEqualTo(RoundTrip.UNKNOWN);
    }

    @Test
    void doesNotBelieveAPartyThatHeldTheReportLongerThanItWasAway() {
        roundTrip.senderReportPassed(7, 0x1234, 0);
        roundTrip.reportBlockCame(7, 0x1234, -1, 10 * MILLI);
        assertThat(roundTrip.nanos()).isEqualTo(RoundTrip.UNKNOWN);
    }

    @Test
    void remembersTheLastReportsOfSeveralSources() {
        for (int i = 1; i <= 100; i++) {
            roundTrip.senderReportPassed(i % 3, i, i * MILLI);
        }
        roundTrip.reportBlockCame(98 % 3, 98, 0, 118 * MILLI);
        assertThat(roundTrip.nanos()).isEqualTo(20 * MILLI);
        roundTrip.reportBlockCame(1, 1, 0, 118 * MILLI);
        assertThat(roundTrip.nanos()).isEqualTo(20 * MILLI);
    }
}
