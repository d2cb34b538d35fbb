package org.sallyport.media.datagram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Members that each have their turn once a round, a share of them at a time: the work for all at once would hold packets up for
 * milliseconds. Used by one thread.
 */
final class Rota<T> {
    private static final int TURNS = 50;

    private final long turnNanos;
    private final List<Set<T>> turns = new ArrayList<>();
    private int next;
    private long nextNanos;
    private int size;

    /** A rota without members, whose first turn is one part of a round from now. */
    Rota(Duration round, long nowNanos) {
        turnNanos = round.toNanos() / TURNS;
        nextNanos = nowNanos + turnNanos;
        for (int turn = 0; turn < TURNS; turn++) {
            turns.add(new LinkedHashSet<>());
        }
    }

    int size() {
        return size;
    }

    /** Adds a member, in the turn that has the fewest. */
    void add(T member) {
        Set<T> fewest = turns.getFirst();
        for (Set<T> turn : turns) {
            if (turn.size() < fewest.size()) {
                fewest = turn;
            }
        }
        if (fewest.add(member)) {
            size++;
        }
    }

    /** Removes a member; nothing happens when it is not there. */
    void remove(T member) {
        for (Set<T> turn : turns) {
            if (turn.remove(member)) {
                size--;
            }
        }
    }

    /** Nanoseconds until the next turn, or 0. */
    long nanosToTurn(long nowNanos) {
        return Math.max(0, nextNanos - nowNanos);
    }

    /** Those whose turn has come, if one has: the next turn when several were missed, so that these do not come all at once. */
    Set<T> take(long nowNanos) {
        if (nextNanos - nowNanos > 0) {
            return Collections.emptySet();
        }
        Set<T> taken = turns.get(next);
        next = (next + 1) % TURNS;
        boolean isLate = nowNanos - nextNanos > turnNanos * TURNS;
        nextNanos = (isLate ? nowNanos : nextNanos) + turnNanos;
        return taken;
    }
}
