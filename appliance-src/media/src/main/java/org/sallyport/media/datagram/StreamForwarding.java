package org.sallyport.media.datagram;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.media.offload.KernelForwarding;
import org.sallyport.media.ports.BothSides;

/** What the kernel forwards of a stream: the flow from either side. Nothing of the stream changes meanwhile. Used by its shard. */
final class StreamForwarding {
    private final BothSides<StreamEnd> ends;
    private final BothSides<FlowForwarding> flows;
    private final AtomicLong lastRelayedNanos;
    private final Runnable toBeLookedAt;
    private final Queue<Runnable> changes = new ArrayDeque<>();
    private long forwardedBefore;

    /**
     * With both flows at the relay.
     *
     * @param toBeLookedAt has {@link #look} called every some milliseconds until it says no
     */
    StreamForwarding(
            BothSides<StreamEnd> ends,
            KernelForwarding kernel,
            Executor shard,
            AtomicLong lastRelayedNanos,
            Runnable toBeLookedAt) {
        this.ends = ends;
        this.toBeLookedAt = toBeLookedAt;
        this.lastRelayedNanos = lastRelayedNanos;
        this.flows = new BothSides<>(
                new FlowForwarding(ends.external(), ends.internal(), kernel, shard, this::cameOut),
                new FlowForwarding(ends.internal(), ends.external(), kernel, shard, this::cameOut));
    }

    /** Who forwards what a side sends. From any thread. */
    Forwarding of(Side side) {
        return flows.of(side).forwarding();
    }

    /** Whether the relay has both flows to itself. From any thread. */
    boolean isOut() {
        return flows.external().isOut() && flows.internal().isOut();
    }

    /** Gives flows to the kernel and fetches them back, where it is time; called once a second. */
    void consider(long nowNanos) {
        long forwarded = ends.external().meter().forwarded().packets()
                + ends.internal().meter().forwarded().packets();
        if (forwarded != forwardedBefore) {
            forwardedBefore = forwarded;
            lastRelayedNanos.setOpaque(nowNanos);
        }
        if (changes.isEmpty()) {
            flows.external().consider(nowNanos);
            flows.internal().consider(nowNanos);
        }
    }

    private void cameOut() {
        if (isLookedAt()) {
            toBeLookedAt.run();
        }
        change();
    }

    /** Gives flows back to the kernel that were looked at; tells whether one still is. */
    boolean look(long nowNanos) {
        if (changes.isEmpty()) {
            flows.external().look(nowNanos);
            flows.internal().look(nowNanos);
        }
        return isLookedAt();
    }

    private boolean isLookedAt() {
        return flows.external().isLookedAt() || flows.internal().isLookedAt();
    }

    /** Changes the stream, in the order of asking: at once, or as soon as both flows are back. */
    void change(Runnable change) {
        changes.add(change);
        if (!isOut()) {
            flows.external().leave("signalling changes the stream");
            flows.internal().leave("signalling changes the stream");
        }
        change();
    }

    private void change() {
        while (isOut() && !changes.isEmpty()) {
            changes.remove().run();
        }
    }
}
