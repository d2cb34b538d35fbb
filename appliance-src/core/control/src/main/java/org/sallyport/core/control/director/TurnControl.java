package org.sallyport.core.control.director;

import java.util.List;

/** The TURN server of a director. Thread-safe. */
public interface TurnControl {
    /** Allocations that live, oldest first. */
    List<TurnAllocation> turnAllocations();

    /**
     * Ends an allocation; its client may make another one.
     *
     * @return false when there is no such allocation
     */
    boolean endTurnAllocation(String id);

    /** Makes a user for a test of the server, with quotas of its own, who lasts for some minutes. */
    TurnCredential turnTestCredential();
}
