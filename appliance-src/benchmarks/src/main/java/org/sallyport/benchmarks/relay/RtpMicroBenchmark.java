package org.sallyport.benchmarks.relay;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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
import org.sallyport.protocol.rtp.PacketKind;
import org.sallyport.protocol.rtp.ReceptionStatistics;
import org.sallyport.protocol.rtp.RtpHeader;

/** What the relay computes for every RTP packet, without the sockets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class RtpMicroBenchmark {
    private static final ValueLayout.OfShort UINT16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final long PACKET_NANOS = 20_000_000;
    private static final int SSRC = 1;

    private final MemorySegment packet = packet();
    private final ReceptionStatistics statistics = new ReceptionStatistics(SSRC);
    private short sequence;
    private long nowNanos;

    private static MemorySegment packet() {
        byte[] bytes = new byte[172];
        bytes[0] = (byte) 0x80;
        bytes[11] = SSRC;
        return MemorySegment.ofArray(bytes);
    }

    /** Kind, validity, loss and jitter of one packet. */
    @Benchmark
    public double parseAndCount() {
        packet.set(UINT16, 2, sequence++);
        nowNanos += PACKET_NANOS;
        if (PacketKind.of(packet, packet.byteSize()) == PacketKind.RTP
                && RtpHeader.check(packet, packet.byteSize()) == RtpHeader.Validity.VALID) {
            statistics.received(RtpHeader.sequenceNumber(packet), RtpHeader.timestamp(packet), nowNanos, 8000);
        }
        return statistics.jitterMillis();
    }
}
