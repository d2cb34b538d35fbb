package org.sallyport.protocol.h323.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads damaged messages one after the other and keeps the figures.
 *
 * @param <M> what is read
 */
final class Fuzzing<M> {
    /** Bytes that reading may allocate for each octet of a message ... */
    static final int ALLOCATED_PER_OCTET = 250;
    /** ... and for each message besides. */
    static final int ALLOCATED_BESIDES = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Target<M> target;
    private final Mutator mutator;
    private long inputs;
    private long messages;
    private long octets;
    private long longestNanos;
    private double mostAllocatedPerOctet;

    /**
     * What became of the inputs.
     *
     * @param messages how many still were a message
     * @param octets of all inputs
     * @param longestNanos what one took at most, pauses of the machine included
     * @param mostAllocatedPerOctet bytes that reading an input allocated, less {@link #ALLOCATED_BESIDES}, for each octet
     */
    record Figures(long inputs, long messages, long octets, long longestNanos, double mostAllocatedPerOctet) {}

    Fuzzing(Target<M> target, Mutator mutator) {
        this.target = target;
        this.mutator = mutator;
    }

    /**
     * Reads so many inputs.
     *
     * @throws AssertionError with the input in hexadecimal when a reader throws, when what it read is not written back as it
     *     came, or when it allocated too much
     */
    Figures run(long wanted) {
        while (inputs < wanted) {
            byte[] input = mutator.next();
            try {
                take(input);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError(
                        "input " + inputs + ": " + HexFormat.of().formatHex(input), e);
            }
        }
        return new Figures(inputs, messages, octets, longestNanos, mostAllocatedPerOctet);
    }

    private void take(byte[] input) {
        inputs++;
        octets += input.length;
        long began = System.nanoTime();
        M message = readWithinLimit(input);
        longestNanos = Math.max(longestNanos, System.nanoTime() - began);
        if (message != null) {
            messages++;
            target.check(message, input);
        }
    }

    private @Nullable M readWithinLimit(byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        M message = target.read(input);
        double perOctet = perOctet(THREADS.getCurrentThreadAllocatedBytes() - before, input);
        if (perOctet > mostAllocatedPerOctet) { // once more: the first reading may have loaded classes
            before = THREADS.getCurrentThreadAllocatedBytes();
            message = target.read(input);
            perOctet = perOctet(THREADS.getCurrentThreadAllocatedBytes() - before, input);
            mostAllocatedPerOctet = Math.max(mostAllocatedPerOctet, perOctet);
            Check.that(perOctet <= ALLOCATED_PER_OCTET, "allocated " + perOctet + " bytes for each octet");
        }
        return message;
    }

    private static double perOctet(long allocated, byte[] input) {
        return (double) (allocated - ALLOCATED_BESIDES) / Math.max(1, input.length);
    }
}
