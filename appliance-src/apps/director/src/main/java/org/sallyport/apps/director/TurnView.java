package org.sallyport.apps.director;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sallyport.base.address.AddressText;
import org.sallyport.core.control.director.TurnAllocation;
import org.sallyport.core.control.director.TurnControl;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.service.turn.TurnService;
import org.sallyport.service.turn.allocation.AllocationView;
import org.sallyport.service.turn.auth.TemporaryCredential;

/** The allocations of the TURN server as other processes see them. */
record TurnView(TurnService turn, Clock clock) implements TurnControl {
    @Override
    public List<TurnAllocation> turnAllocations() {
        Instant now = clock.instant();
        return turn.allocations().stream()
                .sorted(Comparator.comparing(AllocationView::id))
                .map(view -> view(view, now))
                .toList();
    }

    @Override
    public boolean endTurnAllocation(String id) {
        return turn.end(id);
    }

    @Override
    public TurnCredential turnTestCredential() {
        TemporaryCredential made = turn.testCredential();
        return new TurnCredential(made.user(), made.password());
    }

    private static TurnAllocation view(AllocationView view, Instant now) {
        return new TurnAllocation(
                view.id(),
                view.user(),
                view.realm(),
                AddressText.of(view.tuple().client()),
                AddressText.of(view.tuple().server()),
                view.tuple().transport().name(),
                view.tuple().listener(),
                view.relayed().stream().map(AddressText::of).toList(),
                view.since(),
                now.plus(view.expiresIn()),
                view.permissions(),
                view.channels(),
                view.packetsFromClient(),
                view.octetsFromClient(),
                view.packetsFromPeers(),
                view.octetsFromPeers());
    }
}
