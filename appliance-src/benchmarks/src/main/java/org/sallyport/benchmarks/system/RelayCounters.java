package org.sallyport.benchmarks.system;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.testing.interop.appliance.Api;

/**
 * What the relay itself counted, both sides together.
 *
 * @param relayed packets sent on
 * @param discarded packets not sent on, by reason
 */
record RelayCounters(long relayed, Map<String, Long> discarded) {
    /** The relay publishes once a second what it counted, so two equal readings further apart have all of it. */
    private static final Duration APART = Duration.ofMillis(2200);

    private static final Pattern RELAYED = Pattern.compile("(?m)^sallyport_media_packets_total\\{.*} (\\d+)$");
    private static final Pattern DISCARDED =
            Pattern.compile("(?m)^sallyport_media_discarded_packets_total\\{.*reason=\"(\\w+)\".*} (\\d+)$");

    /** Once nothing is relayed any more. */
    static RelayCounters atRest(Api api) throws Exception {
        RelayCounters earlier = read(api);
        Thread.sleep(APART);
        RelayCounters now = read(api);
        while (!now.equals(earlier)) {
            earlier = now;
            Thread.sleep(APART);
            now = read(api);
        }
        return now;
    }

    private static RelayCounters read(Api api) throws Exception {
        String metrics = api.text("/metrics");
        long relayed = RELAYED.matcher(metrics)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        Map<String, Long> discarded = DISCARDED
                .matcher(metrics)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> Long.parseLong(found.group(2)), Long::sum, TreeMap::new));
        return new RelayCounters(relayed, discarded);
    }

    /** Those since an earlier reading; reasons without a packet are left out. */
    RelayCounters since(RelayCounters before) {
        Map<String, Long> more = new TreeMap<>();
        discarded.forEach((reason, count) -> more.put(reason, count - before.discarded.getOrDefault(reason, 0L)));
        more.values().removeIf(count -> count == 0);
        return new RelayCounters(relayed - before.relayed, more);
    }

    /** All that reached the relay. */
    long taken() {
        return relayed + discarded.values().stream().mapToLong(Long::longValue).sum();
    }
}
