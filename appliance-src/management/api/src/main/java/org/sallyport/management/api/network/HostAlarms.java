package org.sallyport.management.api.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.management.api.network.NetworkState.Following;

/**
 * Alarms of a machine that does not follow the settings. Where it was never seen and the settings name no interfaces, there
 * is nobody to miss.
 */
public final class HostAlarms {
    static final String AWAY =
            "The process that looks after the machine cannot be reached. It runs on an appliance only.";
    private static final String HOST_AWAY = "manager.host.away";
    private static final String HOST_BEHIND = "manager.host.behind";

    /** At a start of the system, hostd may come after us. */
    private static final Duration START_GRACE = Duration.ofSeconds(20);

    private final Alarms alarms;
    private final Clock clock;
    private final Instant startedAt;
    private boolean seen;

    public HostAlarms(Alarms alarms, Clock clock) {
        this.alarms = alarms;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Raises and clears them.
     *
     * @param isManaged whether the settings name interfaces
     */
    void tell(NetworkState state, boolean isManaged) {
        if (state.following() == Following.AWAY) {
            boolean isLate = clock.instant().isAfter(startedAt.plus(START_GRACE));
            if (seen || (isManaged && isLate)) {
                alarms.raise(
                        HOST_AWAY,
                        Severity.WARNING,
                        "The process that looks after the machine does not answer: its network cannot be changed.",
                        "Look at the log of sallyport-hostd; start it if it does not run.");
            }
            return;
        }
        seen = true;
        alarms.clear(HOST_AWAY);
        if (state.following() == Following.BEHIND) {
            alarms.raise(
                    HOST_BEHIND,
                    Severity.CRITICAL,
                    "The machine does not follow revision " + state.settingsRevision() + " of the settings: "
                            + state.detail(),
                    "Change the network settings, or restore a revision that the machine followed.");
        } else if (state.following() != Following.APPLYING) {
            alarms.clear(HOST_BEHIND);
        }
    }
}
