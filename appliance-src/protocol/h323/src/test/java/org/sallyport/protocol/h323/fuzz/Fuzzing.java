package org.sallyport.protocol.h323.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;

/** Reads damaged messages and keeps the figures. */
final class Fuzzing {
    /** What reading may allocate for each octet of a message ... */
    static final int ALLOCATED_PER_OCTET = 400;
    /** ... and for each message. */
    static final int ALLOCATED_AT_MOST_BESIDES = 16_384;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Fuzzing() {}

    /**
     * What became of the inputs.
     *
     * @param messages how many still were a message
     * @param longestNanos what one took at most, pauses of the machine included
     * @param mostAllocated bytes that one allocated at most
     */
    record Figures(long inputs, long messages, long octets, long longestNanos, long mostAllocated) {}

    /**
     * Reads so many inputs.
     *
     * @throws AssertionError with the input in hexadecimal when a reader throws, when what it read is not written back as it
     *     came, or when it allocated too much
     */
    static Figures run(Target target, Mutator mutator, long inputs) {
        long messages = 0;
        long octets = 0;
        long longest = 0;
        long most = 0;
        for (long i = 0; i < inputs; i++) {
            byte[] input = mutator.next();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            messages += read(target, input) ? 1 : 0;
            longest = Math.max(longest, System.nanoTime() - began);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            long limit = ALLOCATED_AT_MOST_BESIDES + (long) ALLOCATED_PER_OCTET * input.length;
            most = Math.max(most, allocated <= limit ? allocated : allocatedAgain(target, input, limit));
            octets += input.length;
        }
        return new Figures(inputs, messages, octets, longest, most);
    }

    /** The same once more: the first time may have loaded classes. */
    private static long allocatedAgain(Target target, byte[] input, long limit) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(target, input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > limit) {
            throw new AssertionError("reading allocated " + allocated + " bytes for " + input.length + " octets: "
                    + HexFormat.of().formatHex(input));
        }
        return allocated;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a reader throws is what we look for
    private static boolean read(Target target, byte[] input) {
        try {
            return target.read(input);
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError("failed on " + HexFormat.of().formatHex(input), e);
        }
    }
}
