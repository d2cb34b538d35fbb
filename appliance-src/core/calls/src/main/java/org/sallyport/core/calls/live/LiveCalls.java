package org.sallyport.core.calls.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * The calls in progress. Services enter a call when it begins, say when it changed and take it out when it is over; its
 * record then goes to the history. Thread-safe.
 *
 * <p>Listeners hear of every change at once and of moving statistics about once a second. Snapshots handed out here are
 * numbered here: within a call, versions only grow, whatever {@link LiveCall#snapshot} numbers them. Nobody is told of a
 * call after its ENDED.
 */
public final class LiveCalls implements AutoCloseable {
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final Clock clock;
    private final LiveObjects liveObjects;
    private final EndedCalls ended;
    private final Map<CallId, RegisteredCall> calls = new ConcurrentHashMap<>();
    private final SnapshotListeners listeners = new SnapshotListeners();
    private final Refresh refresh;

    /** @param history takes the record of every call that is over; it must not block */
    public LiveCalls(
            Clock clock,
            Deadlines deadlines,
            LiveObjects liveObjects,
            Metrics metrics,
            Consumer<CallDetailRecord> history) {
        this.clock = clock;
        this.liveObjects = liveObjects;
        this.ended = new EndedCalls(metrics, history);
        this.refresh = new Refresh(deadlines, REFRESH, this::refreshAll);
        register(metrics);
    }

    /**
     * Enters a call and announces it.
     *
     * @throws IllegalStateException when its identifier is entered already
     */
    public void begin(LiveCall call) {
        RegisteredCall entry = new RegisteredCall(call, listeners, liveObjects.begin("call"));
        if (calls.putIfAbsent(call.id(), entry) != null) {
            entry.discard();
            throw new IllegalStateException("call " + call.id() + " is in the registry already");
        }
        entry.announce();
    }

    /**
     * Announces a call whose state, parties or streams changed. A call that has ended is announced as such and counts no
     * longer, but stays until {@link #end}, so that its record has its last messages. Of no effect afterwards.
     */
    public void changed(LiveCall call) {
        RegisteredCall entry = calls.get(call.id());
        if (entry != null) {
            entry.announce();
        }
    }

    /** Takes a call out, announces its end if that was not done, and gives its record to the history. Of no effect the second time. */
    public void end(LiveCall call) {
        RegisteredCall entry = calls.remove(call.id());
        if (entry != null) {
            ended.accept(entry.end(clock.instant()));
        }
    }

    /**
     * Records an attempt that was refused before it became a call. In a flood only some are kept in the history; the
     * others are counted.
     *
     * @param startedAt when it arrived
     * @param caller leg of the party that asked
     * @param ladder its request and our answer
     */
    public void refused(
            SignallingProtocol protocol,
            Instant startedAt,
            Disposition disposition,
            LegSnapshot caller,
            List<LadderEvent> ladder) {
        CallSnapshot attempt = new CallSnapshot(
                CallId.random(),
                1,
                protocol,
                CallDirection.from(caller.side()),
                CallState.ENDED,
                startedAt,
                null,
                clock.instant(),
                disposition,
                caller,
                null,
                List.of());
        ended.refused(new CallDetailRecord(attempt, List.copyOf(ladder)));
    }

    /** Snapshots of all calls, oldest first. */
    public List<CallSnapshot> all() {
        return inProgress()
                .map(RegisteredCall::current)
                .sorted(Comparator.comparing(CallSnapshot::startedAt)
                        .thenComparing(call -> call.id().value()))
                .toList();
    }

    /** The snapshot of a call in progress. */
    public Optional<CallSnapshot> snapshot(CallId id) {
        return Optional.ofNullable(calls.get(id))
                .filter(RegisteredCall::isInProgress)
                .map(RegisteredCall::current);
    }

    /** A call in progress or just over, for its ladder or its end. */
    public Optional<LiveCall> find(CallId id) {
        return Optional.ofNullable(calls.get(id)).map(RegisteredCall::call);
    }

    public int size() {
        return (int) inProgress().count();
    }

    /** What all parties send now, bits per second. */
    public long bitsPerSecond() {
        return inProgress()
                .flatMap(entry -> entry.current().streams().stream())
                .flatMap(stream -> stream.ends().stream())
                .mapToLong(end -> end.received().bitsPerSecond())
                .sum();
    }

    /**
     * Tells a listener of every change until the subscription is closed. To miss nothing, listen first and read
     * {@link #all} afterwards. The listener runs on the thread that made the change and must not block.
     */
    public Subscription listen(Consumer<CallSnapshot> listener) {
        Subscription subscription = listeners.add(listener);
        refresh.start();
        return subscription;
    }

    /** Stops announcing. Calls still here stay; their services end them. */
    @Override
    public void close() {
        refresh.close();
    }

    private boolean refreshAll() {
        if (listeners.isEmpty()) {
            return false;
        }
        inProgress().forEach(RegisteredCall::refresh);
        return true;
    }

    private void register(Metrics metrics) {
        for (SignallingProtocol protocol : SignallingProtocol.values()) {
            for (CallDirection direction : CallDirection.values()) {
                metrics.gauge(
                        "sallyport_calls_active",
                        "Calls in progress.",
                        () -> count(protocol, direction),
                        "protocol",
                        protocol.name(),
                        "direction",
                        direction.name());
            }
        }
        metrics.gauge(
                "sallyport_calls_media_bits_per_second",
                "What the parties of all calls send, over the last second.",
                this::bitsPerSecond);
    }

    private Stream<RegisteredCall> inProgress() {
        return calls.values().stream().filter(RegisteredCall::isInProgress);
    }

    private long count(SignallingProtocol protocol, CallDirection direction) {
        return inProgress()
                .filter(entry -> entry.protocol() == protocol && entry.direction() == direction)
                .count();
    }

    /** A listener's place. Closing it twice is harmless. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
