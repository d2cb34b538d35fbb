package org.sallyport.core.calls.live;

import org.sallyport.base.address.Side;

/** Which way a call crosses the gate. */
public enum CallDirection {
    /** From the internet to the enterprise. */
    INBOUND,
    /** From the enterprise to the internet. */
    OUTBOUND;

    /** Direction of a call whose first message came from a side. */
    public static CallDirection from(Side caller) {
        return caller == Side.EXTERNAL ? INBOUND : OUTBOUND;
    }
}
