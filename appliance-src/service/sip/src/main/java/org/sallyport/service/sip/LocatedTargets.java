package org.sallyport.service.sip;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sip.address.SipURI;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.call.Targets;
import org.sallyport.service.sip.route.CallServerMonitor;
import org.sallyport.service.sip.route.CallServerState.Reachability;
import org.sallyport.service.sip.route.HopMemory;
import org.sallyport.service.sip.route.HopOutcome;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.route.SipLocator;
import org.sallyport.service.sip.route.SipTarget;
import org.sallyport.service.sip.route.TlsObstacles;
import org.sallyport.service.sip.route.UnlocatableException;
import org.sallyport.service.sip.stack.SipEndpoint;

/** Targets found by DNS, those that failed lately last; the monitor of the call server says which are doubtful. */
final class LocatedTargets implements Targets {
    private final Supplier<CallServer> settings;
    private final SipEndpoint endpoint;
    private final SipLocator locator;
    private final HopMemory memory;
    private final CallServerMonitor monitor;
    private final TlsObstacles obstacles;

    LocatedTargets(
            Supplier<CallServer> settings,
            SipEndpoint endpoint,
            SipLocator locator,
            HopMemory memory,
            CallServerMonitor monitor,
            TlsObstacles obstacles) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.locator = locator;
        this.memory = memory;
        this.monitor = monitor;
        this.obstacles = obstacles;
    }

    @Override
    public List<NextHop> callServer() {
        CallServer server = settings.get();
        return server.isNamed() ? locate(SipTarget.of(server), endpoint.transports(Side.INTERNAL)) : List.of();
    }

    @Override
    public List<NextHop> of(SipURI uri, Side side, SipTransport otherwise) {
        SipTarget named = SipTarget.of(uri);
        SipTarget target = new SipTarget(
                named.host(), named.port(), named.transport(), fallback(named, otherwise), named.secure());
        return locate(target, endpoint.transports(side));
    }

    @Override
    public boolean isDoubtful(NextHop hop) {
        return monitor.state().hops().stream()
                .anyMatch(state -> state.hop().equals(hop) && state.reachability() == Reachability.UNREACHABLE);
    }

    @Override
    public void heard(NextHop hop, String method, int status) {
        if (!HopOutcome.of(status, Optional.empty()).movesOn()) {
            monitor.heard(hop, method, status);
        }
    }

    @Override
    public void note(NextHop hop, HopOutcome outcome) {
        memory.note(hop, outcome);
        if (outcome.movesOn()) {
            monitor.unheard(hop);
        }
    }

    @Override
    public Optional<String> obstacle(NextHop hop, long sinceNanos) {
        return hop.transport() == SipTransport.TLS ? obstacles.at(hop, sinceNanos) : Optional.empty();
    }

    private static SipTransport fallback(SipTarget target, SipTransport otherwise) {
        return target.secure() ? SipTransport.TLS : otherwise;
    }

    private List<NextHop> locate(SipTarget target, Set<SipTransport> transports) {
        try {
            return memory.ordered(locator.locate(target, transports));
        } catch (UnlocatableException e) {
            return List.of();
        }
    }
}
