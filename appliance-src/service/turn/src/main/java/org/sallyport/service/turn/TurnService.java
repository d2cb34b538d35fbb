package org.sallyport.service.turn;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.media.datagram.EventLoopThread;
import org.sallyport.service.turn.allocation.AllocationView;
import org.sallyport.service.turn.allocation.Quotas;
import org.sallyport.service.turn.allocation.RelayPorts;
import org.sallyport.service.turn.allocation.TurnMetrics;
import org.sallyport.service.turn.auth.Authenticator;
import org.sallyport.service.turn.auth.Credentials;
import org.sallyport.service.turn.auth.Nonces;
import org.sallyport.service.turn.auth.TemporaryCredential;
import org.sallyport.service.turn.connection.PeerConnections;
import org.sallyport.service.turn.engine.Tickets;
import org.sallyport.service.turn.engine.TurnCommons;
import org.sallyport.service.turn.engine.TurnWorker;
import org.sallyport.service.turn.peer.PeerRules;
import org.sallyport.service.turn.transport.Admission;
import org.sallyport.service.turn.transport.TurnListeners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The STUN and TURN server of a process. Follows the settings; thread-safe. */
public final class TurnService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnService.class);
    private static final String UNBOUND = "turn.listeners.unbound";
    /** An interface may get its address later than we start. */
    private static final Duration RETRY = Duration.ofSeconds(10);
    /** How long a thread may take to be asked; they answer within a packet or two. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How long a test may take. */
    private static final Duration TEST = Duration.ofMinutes(2);

    private final TurnServiceContext context;
    private final Secret ownSecret = new Secret(Ids.secret());
    private final List<TurnWorker> workers;
    private final EventLoopGroup loops;
    private final TurnListeners listeners;
    private volatile InForce inForce;
    private @Nullable Deadline retry;
    private boolean closed;

    /** What follows from one set of settings. */
    private record InForce(TurnSettings settings, Credentials credentials, PeerRules rules) {
        static InForce of(TurnSettings settings, Secret ownSecret) {
            return new InForce(
                    settings, new Credentials(settings, ownSecret), new PeerRules(settings, PeerRules.ofThisMachine()));
        }
    }

    /** A server that does not listen yet. */
    public TurnService(TurnServiceContext context) {
        this.context = context;
        this.inForce = InForce.of(context.settings().current().turn(), ownSecret);
        this.loops = new MultiThreadIoEventLoopGroup(
                context.shards().size(), new DefaultThreadFactory("turn-connections", true), NioIoHandler.newFactory());
        Quotas quotas = new Quotas(() -> inForce.settings());
        TurnMetrics metrics = new TurnMetrics(context.metrics(), quotas);
        TurnCommons commons = new TurnCommons(
                () -> inForce.settings(),
                context.isClosing(),
                new Authenticator(() -> inForce.credentials(), new Nonces(), context.clock()),
                () -> inForce.rules(),
                new RelayPorts(() -> inForce.settings().relay(), context.deadlines()),
                new Tickets(),
                new PeerConnections(loops, context.deadlines(), metrics, context.liveObjects()),
                quotas,
                metrics,
                context.liveObjects(),
                context.clock());
        List<TurnWorker> ofShards = context.shards().stream()
                .map(shard -> new TurnWorker(shard, commons, System.nanoTime()))
                .toList();
        Map<EventExecutor, TurnWorker> ofLoops = new LinkedHashMap<>();
        for (EventExecutor loop : loops) {
            ofLoops.put(loop, new TurnWorker(new EventLoopThread((IoEventLoop) loop), commons, System.nanoTime()));
        }
        this.workers =
                Stream.concat(ofShards.stream(), ofLoops.values().stream()).toList();
        this.listeners = new TurnListeners(
                ofShards,
                loops,
                Map.copyOf(ofLoops),
                context.identity(),
                new Admission(
                        context.metrics(), () -> inForce.settings().limits().handshakeTimeout()));
    }

    /** Listens from now on, and follows the settings. */
    public void start() {
        workers.forEach(worker -> worker.thread().execute(() -> worker.thread().everySecond(worker::tick)));
        follow();
        context.settings().listen((_, _) -> follow());
    }

    private synchronized void follow() {
        if (closed) {
            return;
        }
        inForce = InForce.of(context.settings().current().turn(), ownSecret);
        TurnSettings settings = inForce.settings();
        Map<TurnListener, String> failed = listeners.follow(settings.enabled() ? settings.listeners() : List.of());
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
        if (failed.isEmpty()) {
            context.alarms().clear(UNBOUND);
        } else {
            String which = failed.entrySet().stream()
                    .map(entry -> entry.getKey().name() + ": " + entry.getValue())
                    .collect(Collectors.joining("; "));
            context.alarms()
                    .raise(
                            UNBOUND,
                            Severity.CRITICAL,
                            "Clients of TURN cannot come to " + which + ".",
                            "Set turn.listeners to addresses of this system and ports that are free; it is tried"
                                    + " again every 10 s.");
            retry = context.deadlines().after("turn-listener-retry", RETRY, this::follow);
        }
        LOG.info("TURN listeners open: {}.", listeners);
    }

    /** Listeners that are open. */
    public Set<TurnListener> listeners() {
        return listeners.open();
    }

    /** Every allocation as it is now. */
    public List<AllocationView> allocations() {
        return ask(worker -> worker.views(System.nanoTime())).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Ends an allocation; false when there is none of that identifier. */
    public boolean end(String id) {
        return ask(worker -> worker.end(id)).contains(true);
    }

    /** Makes a user for a test of this server, who lasts for some minutes and takes nothing from the quotas of others. */
    public TemporaryCredential testCredential() {
        return inForce.credentials()
                .temporary("self-test-" + Ids.hex(8), context.clock().instant().plus(TEST));
    }

    /** Asks every worker something on its own thread. */
    private <T> List<T> ask(Function<TurnWorker, T> question) {
        List<CompletableFuture<T>> answers = new ArrayList<>();
        for (TurnWorker worker : workers) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            worker.thread().execute(() -> answer.complete(question.apply(worker)));
            answers.add(answer);
        }
        return answers.stream().map(TurnService::await).toList();
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a thread was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a thread did not answer", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (retry != null) {
            retry.cancel();
        }
        listeners.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
