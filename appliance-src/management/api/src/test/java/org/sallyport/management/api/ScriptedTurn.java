package org.sallyport.management.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.core.control.director.TurnAllocation;
import org.sallyport.core.control.director.TurnAllocations;

/** Allocations that a test puts there. */
final class ScriptedTurn implements TurnAllocations {
    final List<TurnAllocation> living = new CopyOnWriteArrayList<>();

    @Override
    public List<TurnAllocation> turnAllocations() {
        return List.copyOf(living);
    }

    @Override
    public boolean endTurnAllocation(String id) {
        return living.removeIf(allocation -> allocation.id().equals(id));
    }
}
