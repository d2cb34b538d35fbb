package org.sallyport.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
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
import org.sallyport.media.socket.SocketMake;

/** A relay between 127.1.0.1 (external) and 127.2.0.1 (internal), with all that is needed to look into it. */
final class TestRelay implements AutoCloseable {
    static final Duration LONG_WINDOW = Duration.ofMinutes(5);
    static final int CLOCK_RATE = 8000;

    final Metrics metrics = new Metrics();
    final Alarms alarms = new Alarms("test", Clock.systemUTC());
    final LiveObjects liveObjects = new LiveObjects();
    final AtomicReference<MediaSettings> settings;
    final RelayEngine engine;
    private final Deadlines deadlines = new Deadlines(liveObjects);

    TestRelay(SocketMake make) throws IOException {
        this(make, settings("127.1.0.1", "127.2.0.1", 2000, Duration.ofMinutes(1), LONG_WINDOW));
    }

    TestRelay(SocketMake make, MediaSettings initial) throws IOException {
        settings = new AtomicReference<>(initial);
        engine = new RelayEngine(new RelayOptions(2, make), settings::get, metrics, alarms, liveObjects, deadlines);
    }

    /** Ranges of a number of ports at a random place below the ephemeral ones. */
    static MediaSettings settings(
            String external, String internal, int ports, Duration quarantine, Duration learningWindow)
            throws IOException {
        return new MediaSettings(
                range(external, ports),
                range(internal, ports),
                quarantine,
                learningWindow,
                Duration.ofMinutes(1),
                false);
    }

    static MediaRange range(String address, int ports) throws IOException {
        int first = 2 * ThreadLocalRandom.current().nextInt(5000, 15_000);
        return new MediaRange(InetAddress.ofLiteral(address), address, first, first + ports - 1, Dscp.USUAL);
    }

    RelayedStream open() throws PortsExhaustedException {
        return engine.openDatagrams(CallId.random(), 0, MediaClass.AUDIO);
    }

    static RemoteMedia media(@Nullable InetSocketAddress rtp, @Nullable InetSocketAddress rtcp) {
        return new RemoteMedia(rtp, rtcp, CLOCK_RATE, false, null, null);
    }

    static RemoteMedia notRtp(InetSocketAddress address) {
        return new RemoteMedia(
                address, new InetSocketAddress(address.getAddress(), address.getPort() + 1), 0, false, null, null);
    }

    /** A metric's value, by its name and labels as exposed; 0 when it is not there. */
    double metric(String nameAndLabels) {
        return metrics.exposition()
                .lines()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
                .sum();
    }

    double discarded(String reason, String side) {
        return metric("sallyport_media_discarded_packets_total{reason=\"" + reason + "\",side=\"" + side + "\"}");
    }

    @Override
    public void close() {
        engine.close();
        deadlines.close();
    }
}
