package org.sallyport.service.sip;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.call.CallServices;
import org.sallyport.service.sip.call.CallTable;
import org.sallyport.service.sip.call.Pings;
import org.sallyport.service.sip.call.SipMetrics;
import org.sallyport.service.sip.call.Switchboard;
import org.sallyport.service.sip.call.Targets;
import org.sallyport.service.sip.registration.RegistrationProxy;
import org.sallyport.service.sip.registration.RegistrationServices;
import org.sallyport.service.sip.route.CallServerMonitor;
import org.sallyport.service.sip.route.CallServerState;
import org.sallyport.service.sip.route.HopMemory;
import org.sallyport.service.sip.route.TlsObstacles;
import org.sallyport.service.sip.screening.MessageScreen;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.ListenerException;
import org.sallyport.service.sip.stack.SipEndpoint;
import org.sallyport.service.sip.topology.Boundary;
import org.sallyport.service.sip.topology.LoopMark;
import org.sallyport.service.sip.transport.NettyMessageProcessorFactory;
import org.sallyport.service.sip.transport.TransportLimits;

/** The SIP service: its listeners, the watch over the call server, the calls between the two sides and the registrations. */
public final class SipService implements AutoCloseable {
    /** How long closing waits for the answers to its BYEs. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final SipServiceContext context;
    private final AtomicReference<TransportLimits> limits;
    private final CallServerTrust callServerTrust;
    private final TlsObstacles obstacles = new TlsObstacles();
    private final NettyMessageProcessorFactory transports;
    private final SipEndpoint endpoint;
    private final Listeners listeners;
    private final HopMemory memory;
    private final CallServerMonitor monitor;
    private final Targets targets;
    private final SipMetrics metrics;
    private final RegistrationProxy registrations;
    private final CallTable calls = new CallTable();
    private final Switchboard switchboard = new Switchboard(calls);
    private final AtomicReference<Boundary> boundary;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    public SipService(SipServiceContext context) {
        this.context = context;
        SipSettings sip = sip();
        this.limits = new AtomicReference<>(limits(sip));
        this.callServerTrust = new CallServerTrust(context.alarms());
        this.transports = new NettyMessageProcessorFactory(
                limits::get,
                bound -> new ListenerSecurity(
                        bound, context.settings(), context.certificates(), callServerTrust, obstacles),
                new MessageScreen(),
                context.metrics(),
                context.deadlines(),
                context.liveObjects());
        this.endpoint = new SipEndpoint(transports, switchboard, context.liveObjects());
        this.listeners = new Listeners(endpoint, context.alarms(), context.deadlines(), this::listenersChanged);
        this.boundary = new AtomicReference<>(Boundary.of(sip, context.metrics()));
        this.memory = new HopMemory(context.clock());
        this.monitor = new CallServerMonitor(
                () -> sip().callServer(),
                () -> endpoint.transports(Side.INTERNAL),
                context.locator(),
                new Pings(endpoint),
                memory,
                context.alarms(),
                context.metrics(),
                context.deadlines(),
                context.clock());
        this.targets =
                new LocatedTargets(() -> sip().callServer(), endpoint, context.locator(), memory, monitor, obstacles);
        this.metrics = new SipMetrics(context.metrics());
        this.registrations = new RegistrationProxy(
                new RegistrationServices(
                        endpoint,
                        () -> sip().registrations(),
                        boundary::get,
                        targets,
                        context.registrationAdmission(),
                        context.liveRegistrations(),
                        context.deadlines(),
                        metrics,
                        context.timers(),
                        context.clock()),
                context.metrics());
        transports.whenClosed(registrations::closed);
    }

    /**
     * Opens the listeners and takes calls.
     *
     * @throws ListenerException when one cannot be bound; those bound before it stay open until {@link #close}
     */
    public void start() throws ListenerException {
        switchboard.open(services());
        listeners.open(sip().listeners());
        context.settings().listen((before, now) -> changed(before, now));
        monitor.start();
        ready.complete(null);
    }

    private CallServices services() {
        return new CallServices(
                endpoint,
                calls,
                context.settings()::current,
                boundary::get,
                registrations,
                targets,
                context.admission(),
                context.liveCalls(),
                context.media(),
                context.deadlines(),
                context.liveObjects(),
                metrics,
                new LoopMark(),
                context.timers(),
                context.clock());
    }

    private static TransportLimits limits(SipSettings sip) {
        return TransportLimits.of(sip.maxMessageSize(), sip.connections());
    }

    private void changed(Settings before, Settings now) {
        limits.set(limits(now.sip()));
        boundary.set(Boundary.of(now.sip(), context.metrics()));
        if (!before.sip().listeners().equals(now.sip().listeners())) {
            listeners.change(now.sip().listeners());
            listenersChanged();
        }
        if (!before.sip().callServer().equals(now.sip().callServer())
                || !before.sip().tls().equals(now.sip().tls())) {
            callServerTrust.forget();
            monitor.recheck();
        }
    }

    private void listenersChanged() {
        registrations.listenersChanged();
        switchboard.listenersChanged();
    }

    private SipSettings sip() {
        return context.settings().current().sip();
    }

    /** Completes when every listener is bound. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /** The listeners in operation, with the ports they really have. */
    public List<BoundListener> listeners() {
        return endpoint.listeners();
    }

    /** What is known of the call server. */
    public CallServerState callServer() {
        return monitor.state();
    }

    /** Refuses new calls, ends those there are, and closes the listeners. */
    @Override
    public void close() {
        listeners.stop();
        switchboard
                .close(new Disposition(Outcome.DISCONNECTED, null, "The system was shut down."))
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        registrations.close();
        monitor.close();
        endpoint.close();
        transports.close();
    }
}
