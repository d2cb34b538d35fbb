package org.sallyport.management.api.network;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.host.HostStatus;

/**
 * How the machine stands to the settings in force.
 *
 * @param detail why it does not follow, or what it is doing
 * @param settingsRevision in force; 0 as installed
 * @param trial the change that waits for its confirmation
 * @param notes what did not go as wished when the machine changed last, and is no failure
 * @param machine as last seen; null while nobody answers for it
 */
public record NetworkState(
        Following following,
        @Nullable String detail,
        long settingsRevision,
        @Nullable Trial trial,
        List<String> notes,
        @Nullable Machine machine) {

    /** Whether the machine does what the settings say. */
    public enum Following {
        /** Nobody answers for the machine: this is no appliance, or hostd is down. */
        AWAY,
        /** The settings name no interfaces, so that the machine's own network is left alone. */
        UNMANAGED,
        /** The machine is as the settings say. */
        IN_STEP,
        /** It is being changed. */
        APPLYING,
        /** It is changed, and goes back unless that is confirmed. */
        TRIAL,
        /** It could not be changed; an alarm says why. */
        BEHIND
    }

    /**
     * A change on trial.
     *
     * @param revision of the settings
     * @param confirmBy when the revision before comes back
     * @param operation that goes on until the trial ends; null when another process began it
     */
    public record Trial(
            long revision, Instant confirmBy, @Nullable String operation) {}

    /** The machine as it is. */
    public record Machine(
            String hostname,
            String version,
            Instant bootedAt,
            boolean timeSynchronised,
            List<HostStatus.Interface> interfaces) {
        static Machine of(HostStatus status) {
            return new Machine(
                    status.hostname(),
                    status.version(),
                    status.bootedAt(),
                    status.isTimeSynchronised(),
                    status.interfaces());
        }
    }

    static final NetworkState NOT_LOOKED_YET =
            new NetworkState(Following.AWAY, "The machine was not looked at yet.", 0, null, List.of(), null);

    /** The same with the machine as it is seen now. */
    NetworkState seen(HostStatus status) {
        return new NetworkState(following, detail, settingsRevision, trial, notes, Machine.of(status));
    }
}
