package org.sallyport.service.sip.route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Histogram;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.route.CallServerState.HopState;
import org.sallyport.service.sip.route.CallServerState.Reachability;

/**
 * Pings every hop of the call server by OPTIONS, one round after the other on the deadlines' threads, and says whether
 * calls can be expected to get through. A final response is a sign of life unless it is 503 or 408; so is any response to
 * a call's request, for some servers answer calls and no OPTIONS. Thread-safe.
 */
public final class CallServerMonitor implements AutoCloseable {
    /** Key of the alarm that lasts while no hop answers. */
    public static final String ALARM = "sip.call-server.unreachable";

    private static final String NONE_YET =
            "There is no call server yet, so calls from outside are refused. Name it as sip.call-server in the settings.";

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final Duration SECOND_TRY = Duration.ofSeconds(2);
    private static final double[] ROUND_TRIP_BOUNDS = {0.001, 0.005, 0.02, 0.1, 0.5, 2, 5};

    private final Supplier<CallServer> settings;
    private final Supplier<Set<SipTransport>> transports;
    private final SipLocator locator;
    private final OptionsPinger pinger;
    private final HopMemory memory;
    private final Alarms alarms;
    private final Deadlines deadlines;
    private final InstantSource clock;
    private final Histogram roundTrips;
    private volatile CallServerState state;
    private Map<NextHop, HopWatch> watches = new LinkedHashMap<>();
    private @Nullable Deadline next;
    private boolean again;
    private boolean closed;

    /**
     * Makes a monitor that does nothing until {@link #start}.
     *
     * @param settings the call server in force; read anew for every round. A ping interval of zero stops pinging.
     * @param transports those of the internal side's listeners
     */
    public CallServerMonitor(
            Supplier<CallServer> settings,
            Supplier<Set<SipTransport>> transports,
            SipLocator locator,
            OptionsPinger pinger,
            HopMemory memory,
            Alarms alarms,
            Metrics metrics,
            Deadlines deadlines,
            InstantSource clock) {
        this.settings = settings;
        this.transports = transports;
        this.locator = locator;
        this.pinger = pinger;
        this.memory = memory;
        this.alarms = alarms;
        this.deadlines = deadlines;
        this.clock = clock;
        this.state = new CallServerState(
                name(settings.get()), Reachability.UNKNOWN, clock.instant(), List.of(), "not pinged yet");
        this.roundTrips = metrics.histogram(
                "sallyport_sip_call_server_ping_seconds",
                "Round trip of OPTIONS to the call server",
                ROUND_TRIP_BOUNDS);
        metrics.gauge(
                "sallyport_sip_call_server_reachable",
                "Whether the call server answers OPTIONS or calls",
                () -> state.reachability() == Reachability.REACHABLE ? 1 : 0);
    }

    /** Begins to ping. */
    public synchronized void start() {
        schedule(Duration.ZERO);
    }

    /** What is known now. */
    public CallServerState state() {
        return state;
    }

    /** Pings at once: the settings changed, or a call did not get through. */
    public synchronized void recheck() {
        Deadline pending = next;
        if (pending != null && pending.cancel()) {
            schedule(Duration.ZERO);
        } else {
            again = true;
        }
    }

    /** A hop, if it is one of the call server's, answered a request of a call. */
    public synchronized void heard(NextHop hop, String method, int status) {
        update(hop, watch -> watch.heard(method, status, clock.instant()));
    }

    /** A hop, if it is one of the call server's, failed a request of a call. */
    public synchronized void unheard(NextHop hop) {
        update(hop, watch -> watch.unheard(clock.instant()));
    }

    private void update(NextHop hop, UnaryOperator<HopWatch> step) {
        watches.entrySet().stream()
                .filter(entry -> isSamePlace(entry.getKey(), hop))
                .findFirst()
                .ifPresent(entry -> {
                    HopWatch before = entry.getValue();
                    HopWatch after = step.apply(before);
                    if (!after.equals(before)) {
                        entry.setValue(after);
                        conclude(settings.get());
                    }
                });
    }

    /** A request in a dialog goes to an address, whatever name that was found by. */
    private static boolean isSamePlace(NextHop one, NextHop other) {
        return one.transport() == other.transport() && one.address().equals(other.address());
    }

    private void schedule(Duration delay) {
        if (!closed) {
            next = deadlines.after("sip-call-server-ping", delay, this::round);
        }
    }

    private void round() {
        CallServer server = settings.get();
        if (!server.isNamed()) {
            concludeNone();
        } else if (server.pingInterval().isPositive()) {
            try {
                List<NextHop> hops = locator.locate(SipTarget.of(server), transports.get());
                ping(hops, shorter(server.pingInterval(), LONGEST_ANSWER));
                conclude(server);
            } catch (UnlocatableException e) {
                conclude(server, e.detail());
            }
        }
        synchronized (this) {
            if (again) {
                again = false;
                schedule(Duration.ZERO);
            } else {
                boolean doubtful = watches.values().stream().anyMatch(HopWatch::inDoubt);
                Duration interval = server.pingInterval().isPositive() ? server.pingInterval() : LONGEST_ANSWER;
                schedule(doubtful ? shorter(interval, SECOND_TRY) : interval);
            }
        }
    }

    /** Pings all hops at once and waits for the last answer. */
    private void ping(List<NextHop> hops, Duration longest) {
        watch(hops);
        hops.stream().map(hop -> ping(hop, longest)).toList().forEach(CompletableFuture::join);
    }

    /** Those that were watched before go on from there. */
    private synchronized void watch(List<NextHop> hops) {
        Map<NextHop, HopWatch> now = new LinkedHashMap<>();
        hops.forEach(hop -> now.put(hop, watches.getOrDefault(hop, HopWatch.of(hop, clock.instant()))));
        watches = now;
    }

    private CompletableFuture<Void> ping(NextHop hop, Duration longest) {
        long sent = System.nanoTime();
        return pinger.ping(hop)
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .handle((status, failure) -> {
                    Duration roundTrip = Duration.ofNanos(System.nanoTime() - sent);
                    HopOutcome outcome =
                            failure == null ? HopOutcome.of(status, Optional.empty()) : outcome(cause(failure));
                    if (outcome instanceof HopOutcome.Answered) {
                        memory.note(hop, outcome);
                        roundTrips.record(roundTrip.toNanos() / 1e9);
                        step(hop, watch -> watch.answered(status, roundTrip, clock.instant()));
                    } else {
                        String words = failure == null ? "answered " + status : words(outcome);
                        missed(hop, words, outcome);
                    }
                    return null;
                });
    }

    private synchronized void missed(NextHop hop, String words, HopOutcome outcome) {
        step(hop, watch -> watch.missed(words, outcome, clock.instant()));
        HopWatch after = watches.get(hop);
        if (after == null || after.sign() == null) {
            memory.note(hop, outcome);
        }
    }

    private synchronized void step(NextHop hop, UnaryOperator<HopWatch> step) {
        watches.computeIfPresent(hop, (_, watch) -> step.apply(watch));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
    }

    private static HopOutcome outcome(Throwable failure) {
        return failure instanceof TimeoutException ? new HopOutcome.TimedOut() : new HopOutcome.TransportFailed();
    }

    private static String words(HopOutcome outcome) {
        return switch (outcome) {
            case HopOutcome.Answered(int status) -> "answered " + status;
            case HopOutcome.Unavailable _ -> "answered 503";
            case HopOutcome.TimedOut _ -> "did not answer OPTIONS";
            case HopOutcome.TransportFailed _ -> "cannot be connected to";
        };
    }

    private synchronized void conclude(CallServer server) {
        List<HopState> hops = watches.values().stream().map(HopWatch::state).toList();
        HopState telling = hops.stream()
                .filter(hop -> hop.reachability() == Reachability.REACHABLE)
                .findFirst()
                .orElseGet(hops::getFirst);
        conclude(server, hops, telling.detail());
    }

    private synchronized void conclude(CallServer server, String unlocated) {
        watches = new LinkedHashMap<>();
        conclude(server, List.of(), unlocated);
    }

    /** That nobody has named one is no failure of anything. */
    private synchronized void concludeNone() {
        watches = new LinkedHashMap<>();
        alarms.clear(ALARM);
        if (state.reachability() != Reachability.NONE) {
            state = new CallServerState(CallServer.NONE, Reachability.NONE, clock.instant(), List.of(), NONE_YET);
        }
    }

    private void conclude(CallServer server, List<HopState> hops, String detail) {
        boolean reachable = hops.stream().anyMatch(hop -> hop.reachability() == Reachability.REACHABLE);
        Reachability then = reachable ? Reachability.REACHABLE : Reachability.UNREACHABLE;
        CallServerState before = state;
        boolean same = before.reachability() == then && before.server().equals(name(server));
        Instant since = same ? before.since() : clock.instant();
        if (reachable) {
            alarms.clear(ALARM);
        } else {
            alarms.raise(
                    ALARM,
                    Alarm.Severity.CRITICAL,
                    "The call server " + name(server) + " is not reachable: " + detail
                            + ". Calls from outside are tried all the same, and refused when it does not answer them"
                            + " either; the first that it answers ends this alarm.",
                    "Check that the call server runs and accepts SIP " + server.transport()
                            + " from this system, and the call server's address in the SIP settings.");
        }
        // last: whoever sees the state finds the alarm as it should be
        state = new CallServerState(name(server), then, since, hops, detail);
    }

    private static String name(CallServer server) {
        return server.port() == 0 || !server.isNamed() ? server.host() : server.host() + ":" + server.port();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Deadline pending = next;
        if (pending != null) {
            pending.cancel();
        }
    }
}
