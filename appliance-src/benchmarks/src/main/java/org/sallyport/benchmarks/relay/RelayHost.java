package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.benchmarks.process.Orders;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;

/** The process that holds our relay, see {@link JavaRelay}. */
public final class RelayHost {
    private static final int FIRST_PORT = 12_000;
    private static final int LAST_PORT = 27_999;
    private static final int CLOCK_RATE = 8000;

    private final Orders orders = new Orders();
    private final Litter litter = new Litter();
    private final RelayEngine engine;

    private RelayHost(RelayEngine engine) {
        this.engine = engine;
    }

    /** Takes the {@link SocketMake} to run on. */
    public static void main(String[] arguments) throws Exception {
        SocketMake sockets = SocketMake.valueOf(arguments[0]);
        LiveObjects liveObjects = new LiveObjects();
        MediaSettings settings = settings();
        try (Deadlines deadlines = new Deadlines(liveObjects);
                RelayEngine engine = new RelayEngine(
                        new RelayOptions(RelayOptions.ofSystem().shards(), sockets),
                        () -> settings,
                        new Metrics(),
                        new Alarms("benchmark", Clock.systemUTC()),
                        liveObjects,
                        deadlines)) {
            RelayHost host = new RelayHost(engine);
            host.orders.follow(host::carryOut);
        }
    }

    private static MediaSettings settings() {
        return new MediaSettings(
                range(Subject.EXTERNAL_HOST),
                range(Subject.INTERNAL_HOST),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                false);
    }

    private static MediaRange range(String host) {
        return new MediaRange(InetAddress.ofLiteral(host), host, FIRST_PORT, LAST_PORT, Dscp.USUAL);
    }

    private void carryOut(String order) throws IOException, PortsExhaustedException {
        if (order.startsWith(JavaRelay.LITTER)) {
            litter.make(Integer.parseInt(order.substring(JavaRelay.LITTER.length())));
        } else if (order.equals(JavaRelay.COLLECTIONS)) {
            orders.answer(Long.toString(collections()));
        } else {
            open(Integer.parseInt(order.substring(JavaRelay.OPEN.length())));
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private void open(int streams) throws IOException, PortsExhaustedException {
        for (int i = 0; i < streams; i++) {
            String party = orders.next();
            int blank = party.indexOf(' ');
            RelayedStream stream = engine.openDatagrams(CallId.random(), i, MediaClass.AUDIO);
            stream.remote(Side.EXTERNAL, media(Load.EXTERNAL_PARTY, party.substring(0, blank)));
            stream.remote(Side.INTERNAL, media(Load.INTERNAL_PARTY, party.substring(blank + 1)));
            orders.answer(port(stream, Side.EXTERNAL) + " " + port(stream, Side.INTERNAL));
        }
    }

    private static RemoteMedia media(String host, String port) {
        return new RemoteMedia(
                new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port)),
                null,
                CLOCK_RATE,
                false,
                null,
                null);
    }

    private static int port(RelayedStream stream, Side side) {
        return stream.local(side).bound().getPort();
    }
}
