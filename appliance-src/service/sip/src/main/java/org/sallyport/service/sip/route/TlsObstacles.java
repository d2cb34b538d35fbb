package org.sallyport.service.sip.route;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Why TLS with servers did not come about last, for the records of the calls that wanted to go there. Thread-safe. */
public final class TlsObstacles {
    private static final int MAX_KEPT = 1_000;

    private final Map<InetSocketAddress, Obstacle> last = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, Obstacle> eldest) {
            return size() > MAX_KEPT;
        }
    });

    private record Obstacle(String words, long nanos) {}

    /** A server could not be used just now; {@code words} say why, as a clause that begins with its verb. */
    public void met(InetSocketAddress server, String words) {
        last.put(server, new Obstacle(words, System.nanoTime()));
    }

    /** What was met at a hop since a {@link System#nanoTime}, if anything was. */
    public Optional<String> at(NextHop hop, long sinceNanos) {
        return Optional.ofNullable(last.get(hop.address()))
                .filter(obstacle -> obstacle.nanos() - sinceNanos >= 0)
                .map(Obstacle::words);
    }
}
