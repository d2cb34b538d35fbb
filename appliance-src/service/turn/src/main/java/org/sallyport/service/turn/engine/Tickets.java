package org.sallyport.service.turn.engine;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.service.turn.allocation.Allocation;

/**
 * Where the allocations are whose clients may come back from another address, by the tickets that those have (RFC 8016). A ticket
 * is a number that nobody guesses; the one before holds beside the newest, for the answer with that may be lost. Thread-safe.
 */
public final class Tickets {
    private static final int RANDOM_OCTETS = 18;
    private static final int HOLD_AT_ONCE = 2;

    private final SecureRandom random = new SecureRandom();
    private final Map<Octets, Place> places = new HashMap<>();
    private final Map<String, Deque<Octets>> byAllocation = new HashMap<>();

    /** An allocation, and the worker that had it when the ticket was last looked at. */
    record Place(TurnWorker worker, Allocation allocation) {}

    /** A new ticket of an allocation that is at a worker. */
    synchronized Octets issue(TurnWorker worker, Allocation allocation) {
        byte[] octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        Deque<Octets> tickets = byAllocation.computeIfAbsent(allocation.id(), _ -> new ArrayDeque<>());
        // In letters, for coturn's client ends it at an octet that is 0.
        tickets.addLast(Octets.of(Base64.getUrlEncoder().encode(octets)));
        if (tickets.size() > HOLD_AT_ONCE) {
            places.remove(tickets.removeFirst());
        }
        tickets.forEach(ticket -> places.put(ticket, new Place(worker, allocation)));
        return tickets.getLast();
    }

    /** Where the allocation of a ticket is; null when there is none. */
    synchronized @Nullable Place placeOf(Octets ticket) {
        return places.get(ticket);
    }

    /** Whether an allocation has tickets. */
    synchronized boolean has(Allocation allocation) {
        return byAllocation.containsKey(allocation.id());
    }

    /** The tickets of an allocation that has ended are of no use any more. */
    synchronized void forget(Allocation allocation) {
        Deque<Octets> tickets = byAllocation.remove(allocation.id());
        if (tickets != null) {
            tickets.forEach(places::remove);
        }
    }
}
