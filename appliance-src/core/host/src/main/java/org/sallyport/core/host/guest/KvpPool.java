package org.sallyport.core.host.guest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pool of Hyper-V's key-value exchange as {@code hv_kvp_daemon} keeps it: records of a key of {@value #KEY_OCTETS} and a
 * value of {@value #VALUE_OCTETS} octets, each UTF-8 and padded with zeros (linux/hyperv.h). Pool 0 holds what the host
 * pushed, pool 3 what it says of itself.
 */
public final class KvpPool {
    static final int KEY_OCTETS = 512;
    static final int VALUE_OCTETS = 2048;
    private static final int MOST_RECORDS = 1024;

    private KvpPool() {}

    /** The pairs of a pool in their order; a record cut short, as while it is written, is left out. */
    public static Map<String, String> parse(byte[] pool) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int octets = KEY_OCTETS + VALUE_OCTETS;
        for (int at = 0, count = 0; at + octets <= pool.length && count < MOST_RECORDS; at += octets, count++) {
            String key = text(pool, at, KEY_OCTETS);
            if (!key.isEmpty()) {
                pairs.put(key, text(pool, at + KEY_OCTETS, VALUE_OCTETS));
            }
        }
        return pairs;
    }

    private static String text(byte[] pool, int from, int limit) {
        int end = from;
        while (end < from + limit && pool[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(pool, from, end), StandardCharsets.UTF_8);
    }
}
