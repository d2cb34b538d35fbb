package org.sallyport.core.settings.model;

import java.util.Arrays;
import org.sallyport.base.address.Side;

/** What an interface is for: a side as a whole, or one of its uses where they are to be kept apart. */
public enum InterfaceRole {
    /** All three sides, for a system with one interface. */
    ALL,
    EXTERNAL,
    INTERNAL,
    MANAGEMENT,
    EXTERNAL_SIGNALLING,
    EXTERNAL_MEDIA,
    INTERNAL_SIGNALLING,
    INTERNAL_MEDIA;

    /** What goes over an interface on behalf of a side. */
    public enum Use {
        SIGNALLING,
        MEDIA,
        /** Console, API, SSH; on the management side alone. */
        ADMINISTRATION
    }

    public boolean carries(Side side, Use use) {
        boolean exists = (use == Use.ADMINISTRATION) == (side == Side.MANAGEMENT);
        return exists
                && switch (this) {
                    case ALL -> true;
                    case EXTERNAL -> side == Side.EXTERNAL;
                    case INTERNAL -> side == Side.INTERNAL;
                    case MANAGEMENT -> side == Side.MANAGEMENT;
                    case EXTERNAL_SIGNALLING -> side == Side.EXTERNAL && use == Use.SIGNALLING;
                    case EXTERNAL_MEDIA -> side == Side.EXTERNAL && use == Use.MEDIA;
                    case INTERNAL_SIGNALLING -> side == Side.INTERNAL && use == Use.SIGNALLING;
                    case INTERNAL_MEDIA -> side == Side.INTERNAL && use == Use.MEDIA;
                };
    }

    /** Whether it faces a side with any use. */
    public boolean faces(Side side) {
        return Arrays.stream(Use.values()).anyMatch(use -> carries(side, use));
    }
}
