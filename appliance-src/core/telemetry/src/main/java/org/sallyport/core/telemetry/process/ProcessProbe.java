package org.sallyport.core.telemetry.process;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.core.telemetry.process.ProcessStatus.Memory;

/** Looks at the process it runs in. Thread-safe. */
public final class ProcessProbe {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final long PAGE_OCTETS = 4096;

    private final String name;
    private final LiveObjects liveObjects;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Instant startedAt =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    /** A probe of a process, such as {@code director}. */
    public ProcessProbe(String name, LiveObjects liveObjects) {
        this.name = name;
        this.liveObjects = liveObjects;
    }

    public ProcessStatus status(long settingsRevision) {
        return new ProcessStatus(
                name,
                BuildVersion.current(),
                startedAt,
                settingsRevision,
                memory(),
                threads.getThreadCount(),
                liveObjects.counts());
    }

    /** Adds the families {@code sallyport_live_objects}, {@code sallyport_build_info} and {@code sallyport_process_*}. */
    public void publish(Metrics metrics) {
        metrics.gauges("sallyport_live_objects", "Objects alive, by type.", "type", liveObjects::counts);
        metrics.gauge(
                "sallyport_build_info",
                "Always 1; the label names the version.",
                () -> 1,
                "version",
                BuildVersion.current());
        metrics.gauge(
                "sallyport_process_start_time_seconds", "Start, Unix time.", () -> startedAt.toEpochMilli() / 1000.0);
        metrics.gauge("sallyport_process_cpu_seconds", "Processor time used since start.", ProcessProbe::cpuSeconds);
        metrics.gauge("sallyport_process_resident_bytes", "Memory in RAM.", () -> memory().resident());
        metrics.gauge("sallyport_process_heap_used_bytes", "Java heap in use.", () -> memory().heapUsed());
        metrics.gauge("sallyport_process_heap_maximum_bytes", "Java heap allowed.", () -> memory().heapMaximum());
        metrics.gauge("sallyport_process_threads", "Platform threads.", threads::getThreadCount);
        metrics.gauges(
                "sallyport_process_gc_seconds",
                "Time spent collecting garbage since start.",
                "collector",
                () -> collectors(GarbageCollectorMXBean::getCollectionTime));
    }

    private static Map<String, Double> collectors(ToLongFunction<GarbageCollectorMXBean> value) {
        Map<String, Double> seconds = new TreeMap<>();
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(bean -> seconds.put(bean.getName(), value.applyAsLong(bean) / 1000.0));
        return seconds;
    }

    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    private static Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Memory(resident(), heap.getUsed(), heap.getMax());
    }

    private static long resident() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE_OCTETS;
        } catch (IOException e) {
            // not Linux
            return 0;
        }
    }
}
