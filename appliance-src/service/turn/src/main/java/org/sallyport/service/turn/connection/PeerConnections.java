package org.sallyport.service.turn.connection;

import io.netty.channel.EventLoopGroup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.service.turn.allocation.TurnMetrics;
import org.sallyport.service.turn.auth.Authentication.Proven;

/** Connections with peers that wait for their clients, by CONNECTION-ID (RFC 6062 section 6.2.1). Thread-safe. */
public final class PeerConnections {
    /** RFC 6062 sections 5.2 and 5.3: at least this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EventLoopGroup loops;
    private final Deadlines deadlines;
    private final TurnMetrics metrics;
    private final LiveObjects liveObjects;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();

    public PeerConnections(EventLoopGroup loops, Deadlines deadlines, TurnMetrics metrics, LiveObjects liveObjects) {
        this.loops = loops;
        this.deadlines = deadlines;
        this.metrics = metrics;
        this.liveObjects = liveObjects;
    }

    private record Waiting(PeerConnection connection, Deadline end) {}

    EventLoopGroup loops() {
        return loops;
    }

    TurnMetrics metrics() {
        return metrics;
    }

    LiveObjects.Token begin() {
        return liveObjects.begin("turn-peer-connection");
    }

    /** Lets an established connection wait for its client; the number that the client is to name. */
    int await(PeerConnection connection) {
        int id = random.nextInt();
        Deadline end = deadlines.after("turn-connection-bind", PATIENCE, () -> {
            if (waiting.remove(id) != null) {
                connection.close();
            }
        });
        if (waiting.putIfAbsent(id, new Waiting(connection, end)) == null) {
            return id;
        }
        end.cancel();
        return await(connection);
    }

    /** The connection of a number, which nobody else gets then; null when it is unknown or of another user. */
    public @Nullable PeerConnection claim(int id, Proven sender) {
        Waiting found = waiting.get(id);
        if (found == null || !isOf(found, sender) || !waiting.remove(id, found)) {
            return null;
        }
        found.end().cancel();
        return found.connection();
    }

    /** Whether the connection of a number waits for another user. */
    public boolean isForeign(int id, Proven sender) {
        Waiting found = waiting.get(id);
        return found != null && !isOf(found, sender);
    }

    private static boolean isOf(Waiting found, Proven sender) {
        return found.connection().allocation().owner().isSameAs(sender);
    }
}
