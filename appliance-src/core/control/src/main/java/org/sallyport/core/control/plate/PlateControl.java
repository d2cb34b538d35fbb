package org.sallyport.core.control.plate;

import org.sallyport.core.control.ControlException;

/** The terminals of the machine. */
@FunctionalInterface
public interface PlateControl {
    /**
     * Shows it from now on.
     *
     * @throws ControlException when it cannot be shown
     */
    void tell(ServicePlate plate);
}
