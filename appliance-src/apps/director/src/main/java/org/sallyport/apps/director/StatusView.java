package org.sallyport.apps.director;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.AddressText;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.core.calls.admission.CapacityAdmission;
import org.sallyport.core.calls.admission.CapacityUse;
import org.sallyport.core.calls.live.LiveCalls;
import org.sallyport.core.calls.registrations.LiveRegistrations;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.control.director.Traffic;
import org.sallyport.core.settings.feed.StoredSettingsFeed;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.telemetry.process.ProcessProbe;
import org.sallyport.service.sip.SipService;
import org.sallyport.service.sip.route.CallServerState;
import org.sallyport.service.sip.route.CallServerState.Reachability;
import org.sallyport.service.sip.stack.BoundListener;

/** The director's status, put together from its parts when asked for. */
record StatusView(
        ProcessProbe probe,
        StoredSettingsFeed settings,
        SipService sip,
        CapacityAdmission admission,
        LiveCalls calls,
        LiveRegistrations registrations) {

    DirectorStatus now() {
        return new DirectorStatus(
                probe.status(settings.revision()), listeners(), callServer(), capacity(), Traffic.of(calls.all()));
    }

    private List<ListenerStatus> listeners() {
        Map<String, BoundListener> bound =
                sip.listeners().stream().collect(Collectors.toMap(BoundListener::name, Function.identity()));
        return settings.current().sip().listeners().stream()
                .map(listener -> status(listener, bound.get(listener.name())))
                .toList();
    }

    private static ListenerStatus status(SipListener listener, @Nullable BoundListener bound) {
        LocalAddress address = bound == null ? listener.address() : bound.address();
        return new ListenerStatus(
                listener.name(),
                listener.side(),
                listener.transport().name(),
                AddressText.of(address.bound()),
                address.advertisedHost() + ":" + address.advertisedPort(),
                bound != null,
                bound == null ? "It is not bound." : null);
    }

    private CallServerStatus callServer() {
        CallServerState server = sip.callServer();
        return new CallServerStatus(server.server(), state(server.reachability()), server.since(), server.detail());
    }

    private static CallServerStatus.State state(Reachability reachability) {
        return switch (reachability) {
            case NONE -> CallServerStatus.State.NONE;
            case UNKNOWN -> CallServerStatus.State.UNKNOWN;
            case REACHABLE -> CallServerStatus.State.REACHABLE;
            case UNREACHABLE -> CallServerStatus.State.UNREACHABLE;
        };
    }

    private CapacityStatus capacity() {
        CapacityUse use = admission.use();
        return new CapacityStatus(
                use.calls(),
                use.maxCalls(),
                use.kbps(),
                use.maxKbps(),
                registrations.size(),
                settings.current().capacity().maxRegistrations());
    }
}
