package org.sallyport.management.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.core.control.director.TurnAllocation;
import org.sallyport.core.control.director.TurnControl;
import org.sallyport.core.control.director.TurnCredential;

/** Allocations and a user that a test puts there. */
final class ScriptedTurn implements TurnControl {
    final List<TurnAllocation> living = new CopyOnWriteArrayList<>();

    volatile TurnCredential credential = new TurnCredential("nobody", "none");

    @Override
    public List<TurnAllocation> turnAllocations() {
        return List.copyOf(living);
    }

    @Override
    public boolean endTurnAllocation(String id) {
        return living.removeIf(allocation -> allocation.id().equals(id));
    }

    @Override
    public TurnCredential turnTestCredential() {
        return credential;
    }
}
