package org.sallyport.core.calls.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who want to know of calls. A listener that throws harms neither the call nor the other listeners. */
final class SnapshotListeners {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotListeners.class);

    private final List<Place> places = new CopyOnWriteArrayList<>();

    LiveCalls.Subscription add(Consumer<CallSnapshot> listener) {
        Place place = new Place(listener);
        places.add(place);
        return () -> places.remove(place);
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    void tell(CallSnapshot snapshot) {
        for (Place place : places) {
            try {
                place.listener.accept(snapshot);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on call {}", snapshot.id(), e);
            }
        }
    }

    /** Has its own identity, so that one listener may subscribe twice and leave once. */
    private static final class Place {
        private final Consumer<CallSnapshot> listener;

        Place(Consumer<CallSnapshot> listener) {
            this.listener = listener;
        }
    }
}
