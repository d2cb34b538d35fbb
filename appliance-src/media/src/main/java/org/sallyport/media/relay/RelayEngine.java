package org.sallyport.media.relay;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.MediaRelay;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.accounting.SideCounters;
import org.sallyport.media.connection.ConnectionStream;
import org.sallyport.media.datagram.DatagramStream;
import org.sallyport.media.datagram.Shard;
import org.sallyport.media.offload.KernelForwarding;
import org.sallyport.media.ports.SidePorts;
import org.sallyport.media.ports.SidePorts.Transport;
import org.sallyport.media.privacy.Pseudonyms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media plane of a process. Settings are asked anew for every stream, so a change holds for the next one. */
public final class RelayEngine implements MediaRelay {
    private static final Logger LOG = LoggerFactory.getLogger(RelayEngine.class);
    /** Connections carry little: floor control, and now and then a tunnelled stream. */
    private static final int CONNECTION_THREADS = 1;

    private static final List<Side> SIDES = List.of(Side.EXTERNAL, Side.INTERNAL);

    private final Supplier<MediaSettings> settings;
    private final LiveObjects liveObjects;
    private final Deadlines deadlines;
    private final List<Shard> shards;
    private final EventLoopGroup connectionLoops = new MultiThreadIoEventLoopGroup(
            CONNECTION_THREADS, new DefaultThreadFactory("media-connections", true), NioIoHandler.newFactory());
    private final Map<Side, SidePorts> datagramPorts = new EnumMap<>(Side.class);
    private final Map<Side, SidePorts> connectionPorts = new EnumMap<>(Side.class);
    private final Map<Side, SideCounters> counters = new EnumMap<>(Side.class);
    private final Pseudonyms pseudonyms = Pseudonyms.ofNewKey();
    private final Set<RelayedStream> streams = ConcurrentHashMap.newKeySet();
    private final KernelForwarding kernel;
    private volatile boolean closed;

    /**
     * Starts the shards.
     *
     * @param settings the media section in force, such as {@code () -> feed.current().media()}
     * @throws IOException when the system gives no poller
     */
    public RelayEngine(
            RelayOptions options,
            Supplier<MediaSettings> settings,
            Metrics metrics,
            Alarms alarms,
            LiveObjects liveObjects,
            Deadlines deadlines)
            throws IOException {
        this.settings = settings;
        this.liveObjects = liveObjects;
        this.deadlines = deadlines;
        for (Side side : SIDES) {
            datagramPorts.put(side, new SidePorts(side, Transport.DATAGRAMS, settings, metrics, alarms, deadlines));
            connectionPorts.put(side, new SidePorts(side, Transport.CONNECTIONS, settings, metrics, alarms, deadlines));
            counters.put(side, new SideCounters(side, metrics));
        }
        shards = startShards(options);
        kernel = KernelForwarding.start(() -> settings.get().kernelForwarding(), alarms);
        LOG.info("Media relay: {} shards on {} sockets.", options.shards(), options.sockets());
    }

    private static List<Shard> startShards(RelayOptions options) throws IOException {
        List<Shard> started = new ArrayList<>();
        try {
            for (int number = 0; number < options.shards(); number++) {
                started.add(Shard.start(options.sockets(), number));
            }
            return List.copyOf(started);
        } catch (IOException e) {
            started.forEach(Shard::close);
            throw e;
        }
    }

    /** The threads that relay, for other servers of datagrams: one poller a core is enough. */
    public List<Shard> shards() {
        return shards;
    }

    @Override
    public RelayedStream openDatagrams(CallId call, int streamIndex, MediaClass media) throws PortsExhaustedException {
        requireOpen();
        LiveObjects.Token token = liveObjects.begin("media-stream");
        try {
            RelayedStream stream = DatagramStream.open(
                    leastLoaded(),
                    media,
                    () -> settings.get().learningWindow(),
                    of(datagramPorts),
                    of(counters),
                    pseudonyms.disguise(call),
                    kernel,
                    ended -> end(ended, token));
            return begin(call, streamIndex, stream);
        } catch (PortsExhaustedException e) {
            token.end();
            throw e;
        }
    }

    private RelayedStream begin(CallId call, int streamIndex, RelayedStream stream) {
        streams.add(stream);
        LOG.debug(
                "Call {} stream {}: relayed between {} and {}.",
                call,
                streamIndex,
                stream.local(Side.EXTERNAL).bound(),
                stream.local(Side.INTERNAL).bound());
        return stream;
    }

    private void end(RelayedStream stream, LiveObjects.Token token) {
        streams.remove(stream);
        token.end();
    }

    @Override
    public RelayedStream openConnections(CallId call, int streamIndex, MediaClass media)
            throws PortsExhaustedException {
        requireOpen();
        LiveObjects.Token token = liveObjects.begin("media-stream");
        try {
            RelayedStream stream = ConnectionStream.open(
                    connectionLoops.next(),
                    media,
                    of(connectionPorts),
                    of(counters),
                    liveObjects,
                    deadlines,
                    ended -> end(ended, token));
            return begin(call, streamIndex, stream);
        } catch (PortsExhaustedException e) {
            token.end();
            throw e;
        }
    }

    private Shard leastLoaded() {
        return shards.stream().min(Comparator.comparingInt(Shard::load)).orElseThrow();
    }

    private static <V> Function<Side, V> of(Map<Side, V> bySide) {
        return side -> {
            V value = bySide.get(side);
            if (value == null) {
                throw new IllegalArgumentException("the " + side + " side carries no media");
            }
            return value;
        };
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the media relay is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        kernel.close();
        streams.forEach(RelayedStream::close);
        shards.forEach(Shard::close);
        connectionLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
