package org.sallyport.management.api.turn;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;

/** Does at each listener what a client outside does there, at the address that clients are told. Thread-safe. */
final class TurnSelfTest {
    private final TurnSettings settings;
    private final Supplier<TurnCredential> credentials;
    private final Clock clock;

    /**
     * A test of what settings say.
     *
     * @param credentials makes a user for each way that is tried
     */
    TurnSelfTest(TurnSettings settings, Supplier<TurnCredential> credentials, Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Tests all listeners at once, within about half a minute. */
    List<TurnTestResult> run() {
        List<Callable<List<TurnTestResult>>> tests = settings.listeners().stream()
                .<Callable<List<TurnTestResult>>>map(listener -> () -> test(listener))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<TurnTestResult> results = new ArrayList<>();
            for (Future<List<TurnTestResult>> result : threads.invokeAll(tests)) {
                results.addAll(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the self-test was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("the self-test cannot be made", e);
        }
    }

    /** Where nobody answers at the address behind NAT, the listener's own is asked too, which tells whose fault it is. */
    private List<TurnTestResult> test(TurnListener listener) {
        InetSocketAddress own = listener.address().bound();
        InetSocketAddress told = told(own);
        if (told.equals(own)) {
            return List.of(test(listener, own, false));
        }
        TurnTestResult outside = test(listener, told, true);
        return outside.isReached() ? List.of(outside) : List.of(outside, test(listener, own, false));
    }

    /** What clients are told of an address: behind 1:1 NAT, that of the relayed ones there. */
    private InetSocketAddress told(InetSocketAddress own) {
        RelayAddress relay = settings.relay().ipv4();
        return relay.bound().equals(own.getAddress()) ? new InetSocketAddress(relay.advertised(), own.getPort()) : own;
    }

    private TurnTestResult test(TurnListener listener, InetSocketAddress target, boolean isAdvertised) {
        return new TurnListenerProbe(listener, target, isAdvertised, settings.relay(), clock).run(credentials.get());
    }
}
