package org.sallyport.media.offload;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.accounting.ForwardedCount;

/** A flow's time in the kernel, from asking for it to its end. Its state is the forwarding thread's. */
public final class KernelStay {
    private static final int UDP_HEADER = 8;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private final FlowEnds ends;
    private final ForwardedCount total;
    private final Executor executor;
    private final StayListener listener;
    private @Nullable KernelFlow flow;
    private FlowCount counted = FlowCount.NONE;
    private boolean over;

    KernelStay(FlowEnds ends, ForwardedCount total, Executor executor, StayListener listener) {
        this.ends = ends;
        this.total = total;
        this.executor = executor;
        this.listener = listener;
    }

    FlowEnds ends() {
        return ends;
    }

    /** Its entry in the kernel's map; null when it has none. */
    @Nullable
    KernelFlow flow() {
        return flow;
    }

    void entered(KernelFlow entry) {
        flow = entry;
        executor.execute(listener::entered);
    }

    void refused(String reason) {
        if (!over) {
            over = true;
            executor.execute(() -> listener.refused(reason));
        }
    }

    /** Takes over what the kernel counted. */
    void count(FlowCount now) {
        long packets = now.packets() - counted.packets();
        int headers = UDP_HEADER + (ends.isIpv6() ? IPV6_HEADER : IPV4_HEADER);
        total.add(packets, now.octets() - counted.octets() - packets * headers);
        counted = now;
    }

    void left() {
        if (!over) {
            over = true;
            flow = null;
            long packets = counted.packets();
            executor.execute(() -> listener.left(packets));
        }
    }
}
