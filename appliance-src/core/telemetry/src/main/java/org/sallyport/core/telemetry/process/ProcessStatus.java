package org.sallyport.core.telemetry.process;

import java.time.Instant;
import java.util.Map;

/**
 * A process of ours as it stands now.
 *
 * @param settingsRevision number of the settings revision in force in it, 0 for the defaults
 * @param threads platform threads
 * @param liveObjects objects alive by type
 */
public record ProcessStatus(
        String name,
        String version,
        Instant startedAt,
        long settingsRevision,
        Memory memory,
        int threads,
        Map<String, Long> liveObjects) {

    /**
     * Its memory, bytes.
     *
     * @param resident what the kernel has in RAM for it, 0 where the kernel does not tell
     */
    public record Memory(long resident, long heapUsed, long heapMaximum) {}
}
