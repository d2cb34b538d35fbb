package org.sallyport.core.calls.live;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.calls.live.Disposition.Outcome;

/**
 * One call in the registry: numbers its snapshots and announces them in their order. Snapshots are taken outside the lock,
 * as the call may hold one of its own; the version the service gave tells which of two is the later.
 */
final class RegisteredCall {
    private final LiveCall call;
    private final SnapshotListeners listeners;
    private final LiveObjects.Token token;
    private final SignallingProtocol protocol;
    private final CallDirection direction;
    private final ReentrantLock lock = new ReentrantLock();
    private long version;
    private long signalledVersion;
    private boolean announcedSinceRefresh;
    private boolean over;
    private @Nullable CallSnapshot announced;

    RegisteredCall(LiveCall call, SnapshotListeners listeners, LiveObjects.Token token) {
        this.call = call;
        this.listeners = listeners;
        this.token = token;
        CallSnapshot first = call.snapshot();
        this.protocol = first.protocol();
        this.direction = first.direction();
    }

    LiveCall call() {
        return call;
    }

    SignallingProtocol protocol() {
        return protocol;
    }

    CallDirection direction() {
        return direction;
    }

    CallSnapshot current() {
        CallSnapshot now = call.snapshot();
        lock.lock();
        try {
            return now.withVersion(version);
        } finally {
            lock.unlock();
        }
    }

    void announce() {
        CallSnapshot now = call.snapshot();
        lock.lock();
        try {
            if (isNews(now)) {
                over = now.state() == CallState.ENDED;
                tell(now);
                announcedSinceRefresh = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Announces statistics that moved, unless a change was announced since the last refresh. */
    void refresh() {
        CallSnapshot now = call.snapshot();
        lock.lock();
        try {
            if (!announcedSinceRefresh
                    && isNews(now)
                    && !now.withVersion(version).equals(announced)) {
                tell(now);
            }
            announcedSinceRefresh = false;
        } finally {
            lock.unlock();
        }
    }

    /** Announces the end unless it was announced already, and makes the record. */
    CallDetailRecord end(Instant at) {
        CallSnapshot now = call.snapshot();
        List<LadderEvent> ladder = List.copyOf(call.ladder());
        lock.lock();
        try {
            CallSnapshot last = ended(now, at);
            CallSnapshot numbered = over ? last.withVersion(version) : tell(last);
            over = true;
            return new CallDetailRecord(numbered, ladder);
        } finally {
            lock.unlock();
            token.end();
        }
    }

    /** Whether it is not over, though its last messages may still be awaited. */
    boolean isInProgress() {
        lock.lock();
        try {
            return !over;
        } finally {
            lock.unlock();
        }
    }

    void discard() {
        token.end();
    }

    private boolean isNews(CallSnapshot now) {
        return !over && now.version() >= signalledVersion;
    }

    private CallSnapshot tell(CallSnapshot now) {
        signalledVersion = now.version();
        CallSnapshot numbered = now.withVersion(++version);
        announced = numbered;
        listeners.tell(numbered);
        return numbered;
    }

    /** A service that takes a call out without having ended it has failed, and the history shall say so. */
    private static CallSnapshot ended(CallSnapshot last, Instant at) {
        if (last.state() == CallState.ENDED && last.disposition() != null && last.endedAt() != null) {
            return last;
        }
        Disposition disposition = last.disposition() != null
                ? last.disposition()
                : new Disposition(Outcome.FAILED, null, "The call was dropped without a reason being known.");
        return last.endedWith(disposition, last.endedAt() != null ? last.endedAt() : at);
    }
}
