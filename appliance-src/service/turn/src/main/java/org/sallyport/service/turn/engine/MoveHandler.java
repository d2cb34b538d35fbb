package org.sallyport.service.turn.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.TransactionId;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.engine.Answer.Success;
import org.sallyport.service.turn.engine.Tickets.Place;
import org.sallyport.service.turn.engine.TurnWorker.Live;

/**
 * Refresh with a ticket (RFC 8016 section 3.2): the client has another address now, and its allocation comes to it, from the thread
 * that it was of to the one that the client came to. Used by the latter's thread but where it is said otherwise.
 */
final class MoveHandler {
    private final TurnWorker worker;
    private final RefreshHandler refresh;
    /** What will be answered to requests whose allocations are on their way here: to each that comes again the same. */
    private final Map<Arrival, CompletableFuture<Answer>> arriving = new HashMap<>();

    MoveHandler(TurnWorker worker, RefreshHandler refresh) {
        this.worker = worker;
        this.refresh = refresh;
    }

    private record Arrival(FiveTuple client, TransactionId request) {}

    Answer handle(Request request) {
        if (!worker.commons().settings().get().mobility()) {
            return Answer.failure(ErrorCode.MOBILITY_FORBIDDEN);
        }
        Allocation there = request.client().allocation();
        if (there != null) {
            byte[] before = there.answerTo(request.message().id());
            return before == null ? Answer.failure(ErrorCode.BAD_REQUEST) : new Answer.Again(before);
        }
        Octets ticket = request.message().get(StunAttributes.MOBILITY_TICKET);
        Place from = ticket == null ? null : worker.commons().tickets().placeOf(ticket);
        if (from == null) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        Arrival arrival =
                new Arrival(request.client().tuple(), request.message().id());
        CompletableFuture<Answer> underWay = arriving.get(arrival);
        if (underWay != null) {
            return new Answer.Later(underWay);
        }
        CompletableFuture<Answer> known = new CompletableFuture<>();
        arriving.put(arrival, known);
        var _ = known.thenRun(() -> arriving.remove(arrival));
        from.worker().thread().execute(() -> leave(from, request, known));
        return new Answer.Later(known);
    }

    /** By the thread that the allocation leaves. */
    private void leave(Place from, Request request, CompletableFuture<Answer> known) {
        int refusal = refusal(from, request);
        Live leaving = refusal == 0 ? from.worker().release(from.allocation()) : null;
        worker.thread()
                .execute(() -> known.complete(leaving == null ? Answer.failure(refusal) : settle(leaving, request)));
    }

    private static int refusal(Place from, Request request) {
        Allocation allocation = from.allocation();
        if (!from.worker().has(allocation)) {
            return ErrorCode.ALLOCATION_MISMATCH;
        }
        if (!allocation.owner().mayBeFollowedBy(request.sender())) {
            return ErrorCode.WRONG_CREDENTIALS;
        }
        // Whom a client may reach depends on its side, and permissions that it has would be of the other.
        boolean sameSide =
                allocation.client().tuple().side() == request.client().tuple().side();
        return sameSide && allocation.isMovable() ? 0 : ErrorCode.MOBILITY_FORBIDDEN;
    }

    private Answer settle(Live arrived, Request request) {
        Allocation allocation = arrived.allocation();
        if (request.client().allocation() != null) {
            // It has made another one meanwhile.
            worker.discard(arrived);
            return Answer.failure(ErrorCode.ALLOCATION_MISMATCH);
        }
        if (!worker.settle(arrived, request.client(), request.sender())) {
            return Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
        }
        Answer refreshed = refresh.handle(request, allocation);
        if (refreshed instanceof Success(List<Attribute<?>> attributes) && worker.has(allocation)) {
            List<Attribute<?>> all = new ArrayList<>(attributes);
            all.add(StunAttributes.MOBILITY_TICKET.of(worker.commons().tickets().issue(worker, allocation)));
            return new Success(all);
        }
        return refreshed;
    }
}
