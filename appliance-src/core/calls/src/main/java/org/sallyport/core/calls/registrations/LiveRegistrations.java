package org.sallyport.core.calls.registrations;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * The registrations in force. Services enter one when the inside has granted it and take it out when it is over.
 * Thread-safe.
 */
public final class LiveRegistrations {
    private final LiveObjects liveObjects;
    /** By identifier, which grows with time, so that a page may start after a registration that has ended meanwhile. */
    private final NavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    private record Entry(LiveRegistration registration, LiveObjects.Token token) {}

    public LiveRegistrations(LiveObjects liveObjects, Metrics metrics) {
        this.liveObjects = liveObjects;
        for (SignallingProtocol protocol : SignallingProtocol.values()) {
            metrics.gauge(
                    "sallyport_registrations_active",
                    "Registrations in force.",
                    () -> count(protocol),
                    "protocol",
                    protocol.name());
        }
    }

    /** Enters a registration. */
    public void begin(LiveRegistration registration) {
        entries.put(registration.id().value(), new Entry(registration, liveObjects.begin("registration")));
    }

    /** Takes a registration out. Of no effect the second time. */
    public void end(LiveRegistration registration) {
        Entry entry = entries.remove(registration.id().value());
        if (entry != null) {
            entry.token().end();
        }
    }

    public Optional<LiveRegistration> find(RegistrationId id) {
        return Optional.ofNullable(entries.get(id.value())).map(Entry::registration);
    }

    /** Those that are wanted, the oldest first. */
    public RegistrationPage page(RegistrationQuery query) {
        List<RegistrationSnapshot> found = entries.tailMap(query.after(), false).values().stream()
                .map(entry -> entry.registration().snapshot())
                .filter(query::wants)
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        List<RegistrationSnapshot> page = more ? found.subList(0, query.limit()) : found;
        return new RegistrationPage(page, more ? page.getLast().id().value() : null);
    }

    public int size() {
        return entries.size();
    }

    private long count(SignallingProtocol protocol) {
        return entries.values().stream()
                .filter(entry -> entry.registration().snapshot().protocol() == protocol)
                .count();
    }
}
