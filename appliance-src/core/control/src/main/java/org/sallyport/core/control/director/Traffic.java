package org.sallyport.core.control.director;

import java.util.Collection;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.CallState;

/**
 * Calls and media of one moment.
 *
 * @param setup calls asked for
 * @param alerting calls that ring
 * @param connected calls answered
 * @param fromExternal media received from the internet, bit/s
 * @param fromInternal media received from the enterprise, bit/s
 */
public record Traffic(int setup, int alerting, int connected, long fromExternal, long fromInternal) {

    /** The sum over calls. */
    public static Traffic of(Collection<CallSnapshot> calls) {
        return new Traffic(
                count(calls, CallState.SETUP),
                count(calls, CallState.ALERTING),
                count(calls, CallState.CONNECTED),
                bitsPerSecond(calls, Side.EXTERNAL),
                bitsPerSecond(calls, Side.INTERNAL));
    }

    public int total() {
        return setup + alerting + connected;
    }

    private static int count(Collection<CallSnapshot> calls, CallState state) {
        return (int) calls.stream().filter(call -> call.state() == state).count();
    }

    private static long bitsPerSecond(Collection<CallSnapshot> calls, Side side) {
        return calls.stream()
                .flatMap(call -> call.streams().stream())
                .flatMap(stream -> stream.ends().stream())
                .filter(end -> end.side() == side)
                .mapToLong(end -> end.received().bitsPerSecond())
                .sum();
    }
}
