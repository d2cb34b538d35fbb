package org.sallyport.core.control.plate;

import java.util.List;
import java.util.Optional;

/**
 * What a person at the machine should know of its services.
 *
 * @param port of console and API
 * @param carriesCalls whether all listeners are ready
 * @param fingerprint SHA-256 over the certificate of console and API, as browsers show it
 * @param certificate what is believed on the machine: the same certificate and its issuers, PEM; while it takes the place
 *     of another, that one too
 * @param initialPassword of the first administrator, while it is the generated one
 * @param alarms that last, the worst first, each a line
 */
public record ServicePlate(
        int port,
        boolean carriesCalls,
        String fingerprint,
        String certificate,
        Optional<String> initialPassword,
        List<String> alarms) {
    public ServicePlate {
        alarms = List.copyOf(alarms);
    }
}
