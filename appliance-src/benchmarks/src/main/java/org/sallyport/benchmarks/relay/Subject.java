package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A relay under test, in a process of its own. */
interface Subject extends AutoCloseable {
    String EXTERNAL_HOST = "127.1.0.1";
    String INTERNAL_HOST = "127.2.0.1";

    /** A pair of socket addresses of one stream: of its parties, or of the relay's ports that face them. */
    record Ends(InetSocketAddress external, InetSocketAddress internal) {}

    String name();

    /** Opens a stream between each pair of parties, and tells the relay's ports. */
    List<Ends> open(List<Ends> parties) throws IOException;

    /** Processor time that the process has used so far. */
    Duration processorTime();

    @Override
    void close();

    /** None: each party sends to the other. */
    static Subject none() {
        return new Subject() {
            @Override
            public String name() {
                return "no relay";
            }

            @Override
            public List<Ends> open(List<Ends> parties) {
                return parties.stream()
                        .map(party -> new Ends(party.internal(), party.external()))
                        .toList();
            }

            @Override
            public Duration processorTime() {
                return Duration.ZERO;
            }

            @Override
            public void close() {}
        };
    }
}
