package org.sallyport.core.control.director;

import java.util.List;

/** The TURN allocations of a director. Thread-safe. */
public interface TurnAllocations {
    /** Those that live, oldest first. */
    List<TurnAllocation> turnAllocations();

    /**
     * Ends an allocation; its client may make another one.
     *
     * @return false when there is no such allocation
     */
    boolean endTurnAllocation(String id);
}
