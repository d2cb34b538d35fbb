package org.sallyport.management.api.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.control.director.DirectorEvent;
import org.sallyport.core.telemetry.alarms.Alarm;

/**
 * One client's stream. Sources put events into its bounded queue from their threads; the thread of the request writes
 * them. A client that falls too far behind is cut off: it comes back and starts from the full state.
 */
final class EventStream implements AutoCloseable {
    private static final int MAX_BEHIND = 5_000;
    private static final int HEARTBEAT_SECONDS = 15;
    private static final Event END = new Event("session-ended", Map.of());

    private final OutputStream out;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(MAX_BEHIND);
    private final List<Runnable> subscriptions = new ArrayList<>();
    private volatile boolean over;
    private long sent;

    EventStream(OutputStream out, Set<Topic> topics, EventSources sources) {
        this.out = out;
        if (topics.contains(Topic.OVERVIEW)) {
            subscriptions.add(sources.sampler().listen(tick -> offer("overview", tick))::close);
            offer("overview", sources.sampler().newest());
        }
        if (topics.contains(Topic.NETWORK)) {
            subscriptions.add(sources.host().listen(state -> offer("network", state))::close);
        }
        if (topics.contains(Topic.UPGRADE)) {
            subscriptions.add(sources.upgrades().listen(state -> offer("upgrade", state))::close);
        }
        if (topics.contains(Topic.ALARMS)) {
            subscriptions.add(sources.own().listen(alarm -> offer("alarm", alarm))::close);
        }
        if (topics.contains(Topic.ALARMS) || topics.contains(Topic.CALLS)) {
            subscriptions.add(sources.picture().listen(event -> pass(event, topics, sources.activeAlarms()))::close);
        }
    }

    /** Writes until the client, the session or the patience with a slow client ends. */
    void run() throws IOException {
        try {
            while (!over) {
                Event event = queue.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                write(event);
                if (END.equals(event)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void sessionEnded() {
        queue.clear();
        offer(END);
    }

    @Override
    public void close() {
        over = true;
        subscriptions.forEach(Runnable::run);
    }

    private void pass(DirectorEvent event, Set<Topic> topics, Supplier<List<Alarm>> activeAlarms) {
        boolean calls = topics.contains(Topic.CALLS);
        boolean alarms = topics.contains(Topic.ALARMS);
        switch (event) {
            case DirectorEvent.State(List<CallSnapshot> all, List<Alarm> _) -> {
                if (calls) {
                    offer("calls", all);
                }
                if (alarms) {
                    offer("alarms", activeAlarms.get());
                }
            }
            case DirectorEvent.CallChanged(CallSnapshot call) when calls -> offer("call", call);
            case DirectorEvent.AlarmChanged(Alarm alarm) when alarms -> offer("alarm", alarm);
            case DirectorEvent.CallChanged _, DirectorEvent.AlarmChanged _ -> {}
        }
    }

    private void offer(String name, Object value) {
        offer(new Event(name, value));
    }

    private void offer(Event event) {
        if (!queue.offer(event)) {
            over = true;
        }
    }

    private void write(@Nullable Event event) throws IOException {
        String text;
        if (event == null) {
            text = ": still here\n\n";
        } else {
            sent++;
            text = "id: " + sent + "\nevent: " + event.name + "\ndata: " + Json.write(event.value) + "\n\n";
        }
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private record Event(String name, Object value) {}
}
