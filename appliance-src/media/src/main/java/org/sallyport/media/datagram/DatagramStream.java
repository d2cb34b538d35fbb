package org.sallyport.media.datagram;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.accounting.FlowMeter;
import org.sallyport.media.accounting.SideCounters;
import org.sallyport.media.offload.KernelForwarding;
import org.sallyport.media.ports.BothSides;
import org.sallyport.media.ports.SidePorts;
import org.sallyport.media.privacy.RtcpDisguise;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.rtp.RoundTrip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A relayed stream of datagrams: RTP, SRTP, BFCP, DTLS, whatever comes. Its ends live on one shard. */
public final class DatagramStream implements RelayedStream {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramStream.class);
    private static final Duration LONGEST_CHANGE = Duration.ofSeconds(2);

    private final Shard shard;
    private final Supplier<Duration> learningWindow;
    private final BothSides<SidePorts.Lease<PortPair>> leases;
    private final BothSides<StreamEnd> ends;
    private final StreamForwarding forwarding;
    private final AtomicLong lastRelayedNanos = new AtomicLong(System.nanoTime());
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Consumer<RelayedStream> onClosed;

    private DatagramStream(
            Shard shard,
            Supplier<Duration> learningWindow,
            BothSides<SidePorts.Lease<PortPair>> leases,
            Function<Side, SideCounters> counters,
            RtcpDisguise disguise,
            KernelForwarding kernel,
            Consumer<RelayedStream> onClosed) {
        this.shard = shard;
        this.learningWindow = learningWindow;
        this.leases = leases;
        this.onClosed = onClosed;
        RoundTrip toExternal = new RoundTrip();
        RoundTrip toInternal = new RoundTrip();
        StreamEnd external = new StreamEnd(
                leases.external().bound(),
                new FlowMeter(counters.apply(Side.EXTERNAL), toExternal, toInternal),
                lastRelayedNanos,
                null);
        StreamEnd internal = new StreamEnd(
                leases.internal().bound(),
                new FlowMeter(counters.apply(Side.INTERNAL), toInternal, toExternal),
                lastRelayedNanos,
                disguise);
        StreamEnd.join(external, internal);
        ends = new BothSides<>(external, internal);
        forwarding = new StreamForwarding(ends, kernel, shard::execute, lastRelayedNanos, () -> shard.lookAt(this));
    }

    /**
     * Opens a stream on a shard: a port pair on each side or none at all.
     *
     * @param media what it carries, by which its packets are marked
     * @param disguise for what the inside says of itself
     * @param kernel what settled flows are given to
     * @param onClosed told once when the stream is closed and its ports are back
     */
    public static DatagramStream open(
            Shard shard,
            MediaClass media,
            Supplier<Duration> learningWindow,
            Function<Side, SidePorts> ports,
            Function<Side, SideCounters> counters,
            RtcpDisguise disguise,
            KernelForwarding kernel,
            Consumer<RelayedStream> onClosed)
            throws PortsExhaustedException {
        SidePorts.Lease<PortPair> external = lease(shard, media, ports.apply(Side.EXTERNAL));
        try {
            SidePorts.Lease<PortPair> internal = lease(shard, media, ports.apply(Side.INTERNAL));
            DatagramStream stream = new DatagramStream(
                    shard, learningWindow, new BothSides<>(external, internal), counters, disguise, kernel, onClosed);
            shard.execute(stream::begin);
            return stream;
        } catch (PortsExhaustedException e) {
            external.bound().close(shard.poller());
            external.revoke();
            throw e;
        }
    }

    private static SidePorts.Lease<PortPair> lease(Shard shard, MediaClass media, SidePorts ports)
            throws PortsExhaustedException {
        return ports.lease((range, port) -> PortPair.bind(
                shard.poller(), range.address(), port, range.dscp().of(media)));
    }

    private void begin() {
        for (StreamEnd end : new StreamEnd[] {ends.external(), ends.internal()}) {
            shard.poller().watch(end.rtp().socket(), end.rtp());
            shard.poller().watch(end.rtcp().socket(), end.rtcp());
        }
        shard.adopt(this);
    }

    /** What is due once a second. On the shard's thread. */
    void tick(long nowNanos) {
        publish(nowNanos);
        forwarding.consider(nowNanos);
    }

    /** What is due every some milliseconds while a flow is looked at; tells whether one still is. On the shard's thread. */
    boolean look(long nowNanos) {
        return forwarding.look(nowNanos);
    }

    private void publish(long nowNanos) {
        ends.external().meter().publish(nowNanos);
        ends.internal().meter().publish(nowNanos);
    }

    @Override
    public LocalAddress local(Side side) {
        return leases.of(side).local();
    }

    @Override
    public void remote(Side side, RemoteMedia remote) {
        long windowEndNanos = System.nanoTime() + learningWindow.get().toNanos();
        StreamEnd end = ends.of(side);
        CountDownLatch done = change(() -> end.remote(remote, windowEndNanos));
        if (!forwarding.isOut()) {
            await(done);
        }
    }

    @Override
    public @Nullable InetSocketAddress latched(Side side) {
        TransportAddress learnt = ends.of(side).learnt();
        return learnt == null ? null : learnt.socketAddress();
    }

    @Override
    public FlowStatistics received(Side side) {
        return ends.of(side).meter().statistics();
    }

    @Override
    public int lastPayloadType(Side side) {
        return ends.of(side).meter().lastPayloadType();
    }

    @Override
    public Forwarding forwarding(Side side) {
        return forwarding.of(side);
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - lastRelayedNanos.getOpaque()));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            await(change(this::end));
        }
    }

    /** Has the shard change the stream, once its flows are back from the kernel. */
    private CountDownLatch change(Runnable change) {
        CountDownLatch done = new CountDownLatch(1);
        shard.execute(() -> forwarding.change(() -> {
            change.run();
            done.countDown();
        }));
        return done;
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(LONGEST_CHANGE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("The change of a stream was not made within {} s.", LONGEST_CHANGE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        shard.dismiss(this);
        leases.external().bound().close(shard.poller());
        leases.internal().bound().close(shard.poller());
        leases.external().release();
        leases.internal().release();
        publish(System.nanoTime());
        onClosed.accept(this);
    }
}
