package org.sallyport.core.settings.sections;

import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code capacity}. */
final class CapacitySection {
    private CapacitySection() {}

    static CapacitySettings read(SettingsReader in) {
        return new CapacitySettings(
                in.number("max-calls")
                        .describe("Calls at once; further ones are refused.")
                        .unit("calls")
                        .range(1, 100_000)
                        .byDefault(1000),
                in.number("max-bandwidth")
                        .describe("Sum of the bandwidth of all calls; a call that would exceed it is refused.")
                        .unit("kbit/s")
                        .range(64, 100_000_000)
                        .retired("max-bandwidth-kbps", "bandwidth")
                        .byDefault(700_000),
                in.number("max-call-bandwidth")
                        .describe("What one call may take each way: no party is told that it may send more."
                                + " Without it parties agree as they like.")
                        .unit("kbit/s")
                        .range(64, 1_000_000)
                        .optional(),
                in.number("max-call-setups-per-second")
                        .describe("New calls a second, as a token bucket of one second.")
                        .unit("calls/s")
                        .range(1, 100_000)
                        .retired("max-cps")
                        .byDefault(200),
                in.number("max-registrations")
                        .describe("Devices registered at once; further ones are refused.")
                        .unit("registrations")
                        .range(1, 100_000)
                        .byDefault(2000),
                in.number("max-registrations-per-second")
                        .describe("Registrations passed to the inside a second, as a token bucket of one second;"
                                + " refreshes answered here do not count.")
                        .unit("registrations/s")
                        .range(1, 100_000)
                        .byDefault(200));
    }
}
