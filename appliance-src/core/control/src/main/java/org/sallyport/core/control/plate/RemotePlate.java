package org.sallyport.core.control.plate;

import org.sallyport.core.control.ControlClient;

/** The terminals, through the socket of the root process. Thread-safe. */
public final class RemotePlate implements PlateControl {
    private final ControlClient client;

    public RemotePlate(ControlClient client) {
        this.client = client;
    }

    @Override
    public void tell(ServicePlate plate) {
        client.call(PlateVerbs.TELL, plate, Boolean.class);
    }
}
