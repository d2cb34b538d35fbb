package org.sallyport.core.process;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;

/** Raises an alarm 30 days before a certificate ends, and anew 14, 7 and 1 day before, and when it has ended. */
final class CertificateExpiry {
    private record Step(Duration left, Severity severity) {}

    /** The last first. */
    private static final List<Step> STEPS = List.of(
            new Step(Duration.ZERO, Severity.CRITICAL),
            new Step(Duration.ofDays(1), Severity.CRITICAL),
            new Step(Duration.ofDays(7), Severity.WARNING),
            new Step(Duration.ofDays(14), Severity.WARNING),
            new Step(Duration.ofDays(30), Severity.INFORMATION));

    private final Alarms alarms;
    private final Clock clock;
    private final String key;
    private final String what;
    private final Path directory;
    private @Nullable Step raised;
    private @Nullable Instant raisedFor;

    /**
     * Makes a watch.
     *
     * @param key of the alarm
     * @param what the certificate is: "The certificate of console and API"
     * @param directory where its files are
     */
    CertificateExpiry(Alarms alarms, Clock clock, String key, String what, Path directory) {
        this.alarms = alarms;
        this.clock = clock;
        this.key = key;
        this.what = what;
        this.directory = directory;
    }

    /** Looks how much time the identity in force has. */
    synchronized void check(TlsIdentity identity) {
        Instant end = identity.expires();
        Duration left = Duration.between(clock.instant(), end);
        Step now = STEPS.stream()
                .filter(step -> left.compareTo(step.left()) <= 0)
                .findFirst()
                .orElse(null);
        if (Objects.equals(now, raised) && end.equals(raisedFor)) {
            return;
        }
        alarms.clear(key);
        raised = now;
        raisedFor = end;
        if (now != null) {
            alarms.raise(
                    key,
                    now.severity(),
                    what + (left.isPositive() ? " ends at " : " has ended at ") + end + ", " + words(left)
                            + ". Peers refuse it from then on.",
                    "Put a new key.pem and certificate.pem into " + directory
                            + "; they are taken up without a restart.");
        }
    }

    private static String words(Duration left) {
        long hours = left.abs().toHours();
        String distance = hours < 48 ? hours + " hours" : hours / 24 + " days";
        return left.isPositive() ? "in " + distance : distance + " ago";
    }
}
