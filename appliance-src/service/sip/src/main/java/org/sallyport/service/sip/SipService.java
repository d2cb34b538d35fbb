package org.sallyport.service.sip;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.service.sip.call.CallServices;
import org.sallyport.service.sip.call.SipMetrics;
import org.sallyport.service.sip.call.Switchboard;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.sip.stack.SipEndpoint;
import org.sallyport.service.sip.topology.Boundary;

/** The SIP service: its listeners, and the calls between them. */
public final class SipService implements AutoCloseable {
    private final SipServiceContext context;
    private final SipEndpoint endpoint;
    private final Switchboard switchboard = new Switchboard();
    private final AtomicReference<Boundary> boundary;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    public SipService(SipServiceContext context) {
        this.context = context;
        Settings settings = context.settings().current();
        this.endpoint = new SipEndpoint(settings.sip().maxMessageSize(), switchboard, context.liveObjects());
        this.boundary = new AtomicReference<>(Boundary.of(settings.sip(), context.metrics()));
    }

    /**
     * Opens the listeners and takes calls.
     *
     * @throws ListenerException when one cannot be bound; those bound before it stay open until {@link #close}
     */
    public void start() throws ListenerException {
        switchboard.open(new CallServices(
                endpoint,
                context.settings()::current,
                boundary::get,
                new LiteralTargets(context.settings()),
                context.admission(),
                context.liveCalls(),
                context.media(),
                context.deadlines(),
                context.liveObjects(),
                new SipMetrics(context.metrics()),
                context.timers(),
                context.clock()));
        context.settings().listen((before, now) -> boundary.set(Boundary.of(now.sip(), context.metrics())));
        for (SipListener listener : context.settings().current().sip().listeners()) {
            endpoint.listen(listener);
        }
        ready.complete(null);
    }

    /** Completes when every listener is bound. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /** The listeners in operation, with the ports they really have. */
    public java.util.List<BoundListener> listeners() {
        return endpoint.listeners();
    }

    /** Refuses new calls, ends those there are, and closes the listeners. */
    @Override
    public void close() {
        switchboard.close(new Disposition(Outcome.DISCONNECTED, null, "The system was shut down."));
        endpoint.close();
    }
}
