package org.sallyport.media.datagram;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults of ours in single packets, which must not end the media of all others; logged together, for a peer may cause any number. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private long count;
    private @Nullable RuntimeException last;

    void add(RuntimeException fault) {
        count++;
        last = fault;
    }

    /** Logs those since the last report; called about once a second. */
    void report() {
        if (last != null) {
            LOG.error("{} packets were not relayed because of a fault in the relay, the last one here.", count, last);
            count = 0;
            last = null;
        }
    }
}
