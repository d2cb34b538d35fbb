package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.testing.interop.network.Namespace;

/**
 * Datagrams that the kernel threw away, so that what a full socket or queue lost is told from what a program lost.
 *
 * @param receive found a full receive buffer of a socket of the zone
 * @param send found a full send buffer of a socket of the zone
 * @param noPort found no socket at their port: the call was over
 * @param backlog found a full input queue of a processor; of the whole machine
 */
record KernelDrops(long receive, long send, long noPort, long backlog) {
    /** Of the thread's own zone; {@code /proc/net} is that of the process's first thread. */
    private static final Path NET = Path.of("/proc/thread-self/net");

    /** Since the zone was made. */
    static KernelDrops of(Namespace zone) throws Exception {
        return zone.call(() -> {
            List<String> udp = Files.readAllLines(NET.resolve("snmp")).stream()
                    .filter(line -> line.startsWith("Udp: "))
                    .toList();
            return new KernelDrops(
                    field(udp, "RcvbufErrors"), field(udp, "SndbufErrors"), field(udp, "NoPorts"), backlogDrops());
        });
    }

    /** Those since an earlier reading. */
    KernelDrops since(KernelDrops before) {
        return new KernelDrops(
                receive - before.receive, send - before.send, noPort - before.noPort, backlog - before.backlog);
    }

    @Override
    public String toString() {
        return "%d full sockets, %d full send buffers, %d without socket, %d full queues"
                .formatted(receive, send, noPort, backlog);
    }

    /** The first line names the fields of the second. */
    private static long field(List<String> udp, String name) {
        List<String> names = Arrays.asList(udp.getFirst().split(" ", -1));
        return Long.parseLong(udp.getLast().split(" ", -1)[names.indexOf(name)]);
    }

    /** Its second column, in hexadecimal, a processor a line. */
    private static long backlogDrops() throws IOException {
        List<String> processors = Files.readAllLines(NET.resolve("softnet_stat"));
        return IntStream.range(0, processors.size())
                .mapToLong(i -> Long.parseLong(processors.get(i).split(" ", 3)[1], 16))
                .sum();
    }
}
