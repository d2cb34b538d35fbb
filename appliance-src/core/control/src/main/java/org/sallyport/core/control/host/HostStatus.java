package org.sallyport.core.control.host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine as it is now.
 *
 * @param managed whether its network is ours to configure
 * @param bootedAt when it started
 * @param isTimeSynchronised whether a time server sets its clock
 * @param firewall packets dropped, by reason; empty without packet filter
 * @param trial the change that waits for its confirmation
 */
public record HostStatus(
        String hostname,
        String version,
        boolean managed,
        Instant bootedAt,
        boolean isTimeSynchronised,
        List<Interface> interfaces,
        Map<String, Long> firewall,
        Optional<Trial> trial) {

    /**
     * A network interface of the machine.
     *
     * @param roles as the settings give them
     * @param up whether it has a carrier and is switched on
     * @param addresses with the length of their prefixes
     */
    public record Interface(
            String name, List<String> roles, String macAddress, boolean up, int mtu, List<String> addresses) {}

    /** A change that is undone at its deadline unless confirmed. */
    public record Trial(long revision, Instant deadline) {}
}
