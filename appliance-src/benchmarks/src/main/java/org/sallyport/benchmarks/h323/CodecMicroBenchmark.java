package org.sallyport.benchmarks.h323;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One message in PER each way, and what a proxy does with it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecMicroBenchmark {
    /** The message; the setup has 38 channels to choose from. */
    @Param({"setup", "openLogicalChannel", "terminalCapabilitySet", "registrationRequest"})
    public String message = "setup";

    private Subject<?> subject = Subject.named(message);

    /** Reads the message once, for the others. */
    @Setup
    public void prepare() {
        subject = Subject.named(message);
    }

    @Benchmark
    public Object decode() {
        return subject.decode();
    }

    @Benchmark
    public Object encode() {
        return subject.encode();
    }

    @Benchmark
    public Object rewrite() {
        return subject.rewrite();
    }
}
