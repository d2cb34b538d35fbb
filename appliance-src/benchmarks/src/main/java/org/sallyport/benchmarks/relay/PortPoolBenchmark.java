package org.sallyport.benchmarks.relay;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sallyport.media.ports.PortPool;

/** Taking a random pair out of ten thousand ports and resting it, as every stream does on both sides. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class PortPoolBenchmark {
    private static final long QUARANTINE = 1000;

    private final PortPool pool = new PortPool(2);
    private long now;

    public PortPoolBenchmark() {
        pool.range(20_000, 29_999);
    }

    /** One pair, at a time when a thousand rest. */
    @Benchmark
    public int takeAndRest() {
        now++;
        int port = pool.take(now).orElseThrow();
        pool.rest(port, now + QUARANTINE);
        return port;
    }
}
