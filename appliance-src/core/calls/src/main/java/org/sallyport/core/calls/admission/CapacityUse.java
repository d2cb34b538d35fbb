package org.sallyport.core.calls.admission;

/**
 * How full the system is.
 *
 * @param calls calls admitted and not over
 * @param maxCalls calls allowed at once
 * @param kbps bandwidth agreed for all of them, kbit/s
 * @param maxKbps bandwidth allowed for all of them, kbit/s
 */
public record CapacityUse(int calls, int maxCalls, long kbps, long maxKbps) {
    /** The fuller of the two, 1 at the limit; more than 1 when a limit was lowered under what is in use. */
    public double ratio() {
        return Math.max(ratio(calls, maxCalls), ratio(kbps, maxKbps));
    }

    private static double ratio(long used, long limit) {
        return limit > 0 ? (double) used / limit : 1;
    }
}
