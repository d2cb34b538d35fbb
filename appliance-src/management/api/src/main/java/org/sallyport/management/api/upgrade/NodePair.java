package org.sallyport.management.api.upgrade;

import java.util.Optional;
import org.sallyport.core.control.ControlException;

/**
 * The other node of a pair, which carries calls while this one changes over. Asked again and again, from one thread at a time; each
 * method returns at once, and one that throws {@link ControlException} is asked again later.
 */
public interface NodePair {
    /** What there is to know of it before an upgrade; an obstacle while the other node upgrades itself. */
    Finding finding();

    /**
     * Takes the turn to change over, which one node has at a time, and keeps it until {@link #leaveTurn}.
     *
     * @return why it is not this node's turn; empty once it is
     */
    Optional<String> takeTurn();

    /**
     * Has the other node take over what calls it can.
     *
     * @return whether it has all of those that it will take
     */
    boolean moveCalls();

    /** Lets the other node have its turn; nothing happens when this one has none. */
    void leaveTurn();
}
