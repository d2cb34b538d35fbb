package org.sallyport.service.turn.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.service.turn.engine.TurnWorker;

/** The listeners that are open. Thread-safe. */
public final class TurnListeners implements AutoCloseable {
    private final List<TurnWorker> ofShards;
    private final Map<EventExecutor, TurnWorker> ofLoops;
    private final Supplier<TlsIdentity> identity;
    private final Admission admission;
    private final EventLoopGroup loops;
    private final Map<TurnListener, Runnable> open = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param ofShards workers of clients who send datagrams
     * @param loops of connections
     * @param ofLoops the worker of each of them
     * @param identity what TLS listeners prove themselves with
     * @param admission who may come
     */
    public TurnListeners(
            List<TurnWorker> ofShards,
            EventLoopGroup loops,
            Map<EventExecutor, TurnWorker> ofLoops,
            Supplier<TlsIdentity> identity,
            Admission admission) {
        this.ofShards = List.copyOf(ofShards);
        this.ofLoops = ofLoops;
        this.identity = identity;
        this.admission = admission;
        this.loops = loops;
    }

    /** Listeners open now. */
    public synchronized Set<TurnListener> open() {
        return Set.copyOf(open.keySet());
    }

    /**
     * Closes what is wanted no longer and opens what is not open yet.
     *
     * @return what could not be opened, with the reason
     */
    public synchronized Map<TurnListener, String> follow(List<TurnListener> wanted) {
        List<TurnListener> unwanted = open.keySet().stream()
                .filter(listener -> !wanted.contains(listener))
                .toList();
        unwanted.forEach(listener -> {
            Runnable end = open.remove(listener);
            if (end != null) {
                end.run();
            }
        });
        Map<TurnListener, String> failed = new LinkedHashMap<>();
        for (TurnListener listener : wanted) {
            if (!open.containsKey(listener)) {
                try {
                    open.put(listener, open(listener));
                } catch (IOException e) {
                    failed.put(listener, String.valueOf(e.getMessage()));
                }
            }
        }
        return failed;
    }

    /** Opens a listener, and tells how it is ended. */
    private Runnable open(TurnListener listener) throws IOException {
        return switch (listener.transport()) {
            case UDP -> shared(worker -> new DatagramListener(listener, worker));
            case DTLS -> shared(worker -> new DtlsListener(listener, worker, identity, admission));
            case TCP, TLS -> {
                StreamListener stream = new StreamListener(listener, ofLoops, admission, identity);
                stream.begin(loops);
                yield stream::end;
            }
        };
    }

    /** All shards' sockets are bound before any is watched: the kernel shares clients out anew whenever one is added. */
    private Runnable shared(Binding binding) throws IOException {
        List<SharedListener> shares = new ArrayList<>();
        try {
            for (TurnWorker worker : ofShards) {
                shares.add(binding.bind(worker));
            }
        } catch (IOException e) {
            shares.forEach(SharedListener::abandon);
            throw e;
        }
        shares.forEach(SharedListener::begin);
        return () -> shares.forEach(SharedListener::end);
    }

    /** How a shard's share of a listener is bound. */
    private interface Binding {
        SharedListener bind(TurnWorker worker) throws IOException;
    }

    @Override
    public void close() {
        follow(List.of());
    }

    /** Names of those that are open, for the log. */
    @Override
    public String toString() {
        return open().stream().map(TurnListener::name).sorted().collect(Collectors.joining(", "));
    }
}
