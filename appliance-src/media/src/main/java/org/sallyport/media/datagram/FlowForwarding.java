package org.sallyport.media.datagram;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.media.offload.FlowEnds;
import org.sallyport.media.offload.KernelForwarding;
import org.sallyport.media.offload.KernelStay;
import org.sallyport.media.offload.StayListener;
import org.sallyport.media.socket.TransportAddress;

/**
 * Whether the kernel forwards the RTP that one party of a stream sends. It does once both parties are learnt and nothing can
 * change but by signalling; every {@value #STAY_SECONDS} s the flow comes back for {@value #LOOK_PACKETS} packets, so that its
 * numbers, its codec and its source are looked at, and the route is found anew. Used by its shard; what it says is for any
 * thread.
 */
final class FlowForwarding implements StayListener {
    private static final int STAY_SECONDS = 10;
    private static final long STAY_NANOS = TimeUnit.SECONDS.toNanos(STAY_SECONDS);

    /** The first tells what was lost of those that went by unseen, all of them tell the jitter. */
    private static final int LOOK_PACKETS = 16;

    private static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long AFTER_REFUSAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Of one synchronization source alone for so long. */
    private static final long ONE_SOURCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Packets a second from which on it is worth the while. */
    private static final int WORTHWHILE = 10;

    private final StreamEnd from;
    private final StreamEnd to;
    private final KernelForwarding kernel;
    private final Executor shard;
    private final Runnable whenOut;
    private State state = State.OUT;
    private @Nullable KernelStay stay;
    private long enteredNanos;
    private boolean leavesForLook;
    private long lookNanos;
    private long relayedBeforeLook;
    private long notBeforeNanos = System.nanoTime();
    private long relayedBefore;
    private volatile boolean out = true;
    private volatile Forwarding said = Forwarding.byRelay("no media have been agreed yet");

    private enum State {
        OUT,
        ENTERING,
        IN,
        LEAVING,
        LOOKED_AT
    }

    /**
     * The flow from one end to the other, with the relay.
     *
     * @param whenOut told whenever it has come back, or was not taken
     */
    FlowForwarding(StreamEnd from, StreamEnd to, KernelForwarding kernel, Executor shard, Runnable whenOut) {
        this.from = from;
        this.to = to;
        this.kernel = kernel;
        this.shard = shard;
        this.whenOut = whenOut;
    }

    /** Who forwards it. From any thread. */
    Forwarding forwarding() {
        return said;
    }

    /** Whether the relay has it to itself. From any thread. */
    boolean isOut() {
        return out;
    }

    /** Whether it is back to be looked at, and nothing else is wrong with it. */
    boolean isLookedAt() {
        return state == State.LOOKED_AT;
    }

    /** Gives the flow to the kernel, or fetches it back for a look, where it is time; called once a second. */
    void consider(long nowNanos) {
        long relayed = from.meter().relayedPackets();
        boolean worthwhile = relayed - relayedBefore >= WORTHWHILE;
        relayedBefore = relayed;
        switch (state) {
            case OUT -> offer(nowNanos, worthwhile);
            case IN -> {
                if (nowNanos - enteredNanos >= Math.min(STAY_NANOS, KernelForwarding.LONGEST_STAY_NANOS)) {
                    leavesForLook = true;
                    leave("the kernel forwards it, but for a look at it now");
                }
            }
            case ENTERING, LEAVING, LOOKED_AT -> {}
        }
    }

    /** Ends the look once enough has been seen; called every some milliseconds while {@link #isLookedAt}. */
    void look(long nowNanos) {
        long seen = from.meter().relayedPackets() - relayedBeforeLook;
        if (isLookedAt() && (seen >= LOOK_PACKETS || nowNanos - lookNanos >= LONGEST_LOOK_NANOS)) {
            state = State.OUT;
            offer(nowNanos, seen >= WORTHWHILE);
        }
    }

    private void offer(long nowNanos, boolean worthwhile) {
        if (nowNanos - notBeforeNanos >= 0) {
            String hindrance = hindrance(nowNanos, worthwhile).orElse(null);
            if (hindrance == null) {
                enter(nowNanos);
            } else {
                said = Forwarding.byRelay(hindrance);
            }
        }
    }

    private Optional<String> hindrance(long nowNanos, boolean worthwhile) {
        if (kernel.unavailable().isPresent()) {
            return kernel.unavailable();
        }
        if (!from.carriesRtp()) {
            return Optional.of("it is not RTP");
        }
        if (!from.rtp().latch().isStrict(nowNanos)) {
            return Optional.of("the party's address may still be learnt");
        }
        if (!to.rtp().latch().isStrict(nowNanos) || to.rtp().latch().destination() == null) {
            return Optional.of("the other party's address may still be learnt, or it takes nothing now");
        }
        if (!worthwhile) {
            return Optional.of("few packets come, or none");
        }
        if (!from.meter().hasOneSource(nowNanos - ONE_SOURCE_NANOS)) {
            return Optional.of("it has several synchronization sources");
        }
        return ends() == null ? Optional.of("one party has IPv4 and the other IPv6") : Optional.empty();
    }

    private @Nullable FlowEnds ends() {
        TransportAddress sender = from.rtp().latch().learnt();
        TransportAddress receiver = to.rtp().latch().destination();
        if (sender == null || receiver == null) {
            return null;
        }
        FlowEnds ends = new FlowEnds(
                sender.socketAddress(),
                from.rtp().socket().local(),
                to.rtp().socket().local(),
                receiver.socketAddress(),
                to.rtp().socket().dscp());
        return ends.isOfOneFamily() ? ends : null;
    }

    private void enter(long nowNanos) {
        FlowEnds ends = ends();
        if (ends != null) {
            state = State.ENTERING;
            out = false;
            enteredNanos = nowNanos;
            stay = kernel.enter(ends, from.meter().forwarded(), shard, this);
        }
    }

    /** Has the flow come back, if it is not with the relay. */
    void leave(String why) {
        if (stay != null && (state == State.IN || state == State.ENTERING)) {
            state = State.LEAVING;
            said = Forwarding.byRelay(why);
            kernel.leave(stay);
        }
    }

    @Override
    public void entered() {
        from.meter().goesAway();
        if (state == State.ENTERING) {
            state = State.IN;
            said = Forwarding.byKernel("both parties are learnt and their RTP is passed on as it is");
        }
    }

    @Override
    public void refused(String reason) {
        said = Forwarding.byRelay(reason);
        notBeforeNanos = System.nanoTime() + AFTER_REFUSAL_NANOS;
        back(State.OUT);
    }

    @Override
    public void left(long packets) {
        if (state == State.IN) {
            said = Forwarding.byRelay("the kernel's routes have changed");
        }
        from.meter().comesBack(packets);
        lookNanos = System.nanoTime();
        relayedBeforeLook = from.meter().relayedPackets();
        back(leavesForLook ? State.LOOKED_AT : State.OUT);
    }

    private void back(State next) {
        state = next;
        leavesForLook = false;
        stay = null;
        out = true;
        whenOut.run();
    }
}
