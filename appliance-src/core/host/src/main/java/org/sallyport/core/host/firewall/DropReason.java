package org.sallyport.core.host.firewall;

import java.util.Locale;

/** Why a packet is dropped; each has a counter of its name. */
public enum DropReason {
    /** Its source would be answered through another interface. */
    SPOOFED,
    /** It belongs to no connection and begins none. */
    INVALID,
    /** Its source opens connections faster than any peer needs to. */
    TOO_MANY_CONNECTIONS,
    /** Echo requests beyond the rate that is answered. */
    TOO_MANY_PINGS,
    /** For the management side, from a source that is not let in there. */
    NOT_AN_ADMINISTRATOR,
    /** Chatter of the subnet that is meant for everybody. */
    BROADCAST,
    /** For a port that nothing serves to that interface. */
    NO_SERVICE,
    /** To be passed on to another network: we are no router. */
    FORWARDED;

    /** Name of its counter. */
    public String counter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
