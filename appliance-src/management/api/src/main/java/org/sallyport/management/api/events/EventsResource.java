package org.sallyport.management.api.events;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.access.Session;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;

/** The stream of events. */
public final class EventsResource {
    private static final Set<Role> ALL = Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    private static final int MAX_STREAMS = 100;

    private final EventSources sources;
    private final LiveObjects liveObjects;
    private final Semaphore places = new Semaphore(MAX_STREAMS);

    public EventsResource(EventSources sources, LiveObjects liveObjects) {
        this.sources = sources;
        this.liveObjects = liveObjects;
    }

    public List<Route> routes() {
        return List.of(Route.get("streamEvents", "/events", ALL, this::stream));
    }

    private Answer stream(ApiRequest request) {
        Set<Topic> topics = topics(request);
        if (!places.tryAcquire()) {
            throw new ProblemException(429, "too-many-streams", "Too many streams", "Close one of them first.")
                    .with("Retry-After", "10");
        }
        return new Answer.Streamed(
                200,
                Map.of("Content-Type", "text/event-stream"),
                out -> write(out, topics, request.caller().session()));
    }

    private void write(OutputStream out, Set<Topic> topics, @Nullable Session session) throws IOException {
        LiveObjects.Token alive = liveObjects.begin("event-stream");
        try (EventStream stream = new EventStream(out, topics, sources)) {
            Runnable forget = session == null ? () -> {} : session.onEnd(stream::sessionEnded);
            try {
                stream.run();
            } finally {
                forget.run();
            }
        } finally {
            alive.end();
            places.release();
        }
    }

    private static Set<Topic> topics(ApiRequest request) {
        String text = request.query("topics").orElse("calls,alarms,overview,network");
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String word : text.split(",", -1)) {
            topics.add(Arrays.stream(Topic.values())
                    .filter(topic -> topic.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInputException(new Problem(
                            "topics",
                            word,
                            "There is no such topic.",
                            "Use calls, alarms, overview, network, upgrade."))));
        }
        return topics;
    }
}
