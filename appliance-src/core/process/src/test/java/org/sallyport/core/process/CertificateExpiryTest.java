package org.sallyport.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.testing.time.MovableClock;

class CertificateExpiryTest {
    private static final String KEY = "sip.tls.certificate-expiry";

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Alarms alarms = new Alarms("test", clock);
    private final List<Alarm> told = new ArrayList<>();

    /** One that ends after a time. */
    private TlsIdentity ending(Duration after) throws Exception {
        TlsIdentity now = made(clock.instant());
        Duration life = Duration.between(clock.instant(), now.expires());
        return made(clock.instant().plus(after).minus(life));
    }

    private TlsIdentity made(Instant at) {
        return new IdentityFiles(directory, "gate", () -> List.of("gate"), Clock.fixed(at, ZoneOffset.UTC))
                .substitute();
    }

    private CertificateExpiry watch() {
        var _ = alarms.listen(told::add);
        return new CertificateExpiry(alarms, clock, KEY, "The certificate of SIP over TLS", directory);
    }

    @Test
    void growsMoreUrgentAsTheEndComesNearer() throws Exception {
        TlsIdentity identity = ending(Duration.ofDays(31));
        CertificateExpiry expiry = watch();
        for (int hour = 0; hour < 32 * 24; hour++) {
            expiry.check(identity);
            clock.advance(Duration.ofHours(1));
        }
        assertThat(told.stream().filter(alarm -> alarm.clearedAt() == null).map(Alarm::severity))
                .containsExactly(
                        Severity.INFORMATION, Severity.WARNING, Severity.WARNING, Severity.CRITICAL, Severity.CRITICAL);
        assertThat(alarms.active()).singleElement().satisfies(alarm -> {
            assertThat(alarm.text()).contains("has ended at", identity.expires().toString());
            assertThat(alarm.remedy()).contains(directory.toString(), "certificate.pem");
        });
    }

    @Test
    void isSilentWhenThereIsTimeAndWhenANewOneCame() throws Exception {
        CertificateExpiry expiry = watch();
        expiry.check(ending(Duration.ofDays(31)));
        assertThat(told).isEmpty();
        expiry.check(ending(Duration.ofDays(13)));
        assertThat(alarms.active())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains("in 13 days"));
        expiry.check(ending(Duration.ofDays(90)));
        assertThat(alarms.active()).isEmpty();
    }
}
