package org.sallyport.benchmarks.relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.base.address.Side;
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
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;

/** The child process that holds our relay: reads parties' ports, answers with the relay's, ends with its input. */
public final class RelayHost {
    private static final int FIRST_PORT = 12_000;
    private static final int LAST_PORT = 27_999;
    private static final int CLOCK_RATE = 8000;

    private RelayHost() {}

    /** Takes the number of shards. */
    public static void main(String[] arguments) throws IOException, PortsExhaustedException {
        LiveObjects liveObjects = new LiveObjects();
        MediaSettings settings = settings();
        try (Deadlines deadlines = new Deadlines(liveObjects);
                RelayEngine engine = new RelayEngine(
                        new RelayOptions(Integer.parseInt(arguments[0]), SocketMake.best()),
                        () -> settings,
                        new Metrics(),
                        new Alarms("benchmark", Clock.systemUTC()),
                        liveObjects,
                        deadlines)) {
            serve(engine, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)));
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

    private static void serve(RelayEngine engine, BufferedReader in) throws IOException, PortsExhaustedException {
        for (String count = in.readLine(); count != null; count = in.readLine()) {
            for (int i = 0; i < Integer.parseInt(count); i++) {
                String party = in.readLine();
                int blank = party.indexOf(' ');
                RelayedStream stream = engine.openDatagrams(CallId.random(), i, MediaClass.AUDIO);
                stream.remote(Side.EXTERNAL, media(Load.EXTERNAL_PARTY, party.substring(0, blank)));
                stream.remote(Side.INTERNAL, media(Load.INTERNAL_PARTY, party.substring(blank + 1)));
                System.out.println(port(stream, Side.EXTERNAL) + " " + port(stream, Side.INTERNAL));
            }
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
