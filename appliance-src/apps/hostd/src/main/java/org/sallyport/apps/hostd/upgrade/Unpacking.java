package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.util.List;
import org.sallyport.apps.hostd.upgrade.Destination.Teller;

/** A program that unpacks the spool: it prints {@code entries NUMBER}, then each entry as it is written. */
final class Unpacking {
    private static final String ENTRIES = "entries ";

    private Unpacking() {}

    /**
     * Runs it to its end, which is the second half of what is to be done.
     *
     * @param payload bytes of the spool
     */
    static void run(List<String> command, String step, long payload, Teller teller) throws IOException {
        Effort unpacking = Effort.begin();
        long[] entries = {0, 0};
        LongProgram.run(command, line -> {
            if (line.startsWith(ENTRIES)) {
                entries[1] = Long.parseLong(line.substring(ENTRIES.length()));
            } else {
                entries[0] = Math.min(entries[0] + 1, entries[1]);
                teller.show(step, payload + payload * entries[0] / Math.max(1, entries[1]), 2 * payload);
            }
        });
        teller.say(entries[0] + " files and folders unpacked (" + unpacking.words() + ")");
    }
}
