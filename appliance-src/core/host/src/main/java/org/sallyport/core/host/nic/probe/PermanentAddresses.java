package org.sallyport.core.host.nic.probe;

import java.util.Optional;
import org.sallyport.core.host.nic.inventory.MacAddress;

/** Permanent hardware addresses by interface name, which sysfs does not show once another address was set. */
@FunctionalInterface
public interface PermanentAddresses {
    /** The permanent address where it differs from the present one. */
    Optional<MacAddress> of(String interfaceName);

    /** For a tree of files, which has nobody to ask. */
    static PermanentAddresses none() {
        return _ -> Optional.empty();
    }
}
