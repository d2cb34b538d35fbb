package org.sallyport.service.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.pki.IdentityFiles;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;

/** A server on the loopback, on the shards of a media relay, with settings that a test changes. */
final class TestServer implements SettingsFeed, AutoCloseable {
    static final String REALM = "example.org";
    static final String USER = "alice";
    static final String PASSWORD = "TheMatrIX";
    static final String SECRET = "shared with a web server";
    /** Where the media ports of calls begin when no setting says so. */
    private static final int MEDIA_PORTS = 20_000;

    private static final int RELAYED_PORTS = 40;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Metrics metrics = new Metrics();
    final LiveObjects liveObjects = new LiveObjects();
    final TurnService service;
    final InetSocketAddress address;
    private final ObjectNode document;
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final RelayEngine media;
    /** What it proves itself with. */
    final TlsIdentity identity;

    private final List<BiConsumer<Settings, Settings>> listeners = new ArrayList<>();
    private volatile Settings current;
    /** Whether new clients are sent elsewhere. */
    volatile boolean closing;

    TestServer(SocketMake make, Path state) throws IOException {
        int port = freePort();
        address = TestClient.at("127.0.0.1", port);
        document = document(port);
        current = read();
        media = new RelayEngine(
                new RelayOptions(2, make),
                () -> current.media(),
                metrics,
                new Alarms("test", Clock.systemUTC()),
                liveObjects,
                deadlines);
        identity = new IdentityFiles(state, "sallyport", () -> List.of("127.0.0.2"), Clock.systemUTC()).substitute();
        service = new TurnService(new TurnServiceContext(
                this,
                media.shards(),
                () -> identity,
                () -> closing,
                metrics,
                new Alarms("test", Clock.systemUTC()),
                liveObjects,
                deadlines,
                Clock.systemUTC()));
        service.start();
    }

    /** A port that is free for datagrams and connections alike, as far as one can know. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static ObjectNode document(int port) throws IOException {
        int first = 2 * ThreadLocalRandom.current().nextInt(5000, (MEDIA_PORTS - RELAYED_PORTS) / 2);
        String settings = """
            {"turn": {"realm": "%s",
              "listeners": [
                {"name": "udp", "side": "external", "transport": "udp", "address": "127.0.0.1", "port": %d},
                {"name": "tcp", "side": "external", "transport": "tcp", "address": "127.0.0.1", "port": %d},
                {"name": "dtls", "side": "external", "transport": "dtls", "address": "127.0.0.2", "port": %d},
                {"name": "tls", "side": "external", "transport": "tls", "address": "127.0.0.2", "port": %d}],
              "relay": {"address": "127.0.0.1", "ipv6-address": "::1",
                "first-port": %d, "last-port": %d},
              "users": [{"name": "%s", "password": "%s"}, {"name": "bob", "password": "%s"}],
              "shared-secrets": [{"secret": "an older one"}, {"secret": "%s"}],
              "peers": {"external": ["127.0.0.0/24", "::1/128"]}},
              "media": {"kernel-forwarding": false}}
            """.formatted(
                REALM, port, port, port, port, first, first + RELAYED_PORTS - 1, USER, PASSWORD, PASSWORD, SECRET);
        return (ObjectNode) JSON.readTree(settings);
    }

    private Settings read() {
        return SettingsDocument.read(document, Secret::new).orThrow();
    }

    /** What TURN over TLS comes to. */
    InetSocketAddress secureAddress() {
        return TestClient.at("127.0.0.2", address.getPort());
    }

    /** Gives a setting of the section another value, in JSON. */
    void set(String section, String key, String json) throws IOException {
        ((ObjectNode) document.at("/turn" + section)).set(key, JSON.readTree(json));
        Settings before = current;
        current = read();
        listeners.forEach(listener -> listener.accept(before, current));
    }

    @Override
    public Settings current() {
        return current;
    }

    @Override
    public void listen(BiConsumer<Settings, Settings> listener) {
        listeners.add(listener);
    }

    /** A metric's value, by its name and labels as exposed; 0 when it is not there. */
    double metric(String nameAndLabels) {
        return metrics.exposition()
                .lines()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
                .sum();
    }

    double dropped(String reason) {
        return metric("sallyport_turn_dropped_total{reason=\"" + reason + "\"}");
    }

    /** Connections and associations that were refused for a reason. */
    double refused(String reason) {
        return metric("sallyport_turn_connections_refused_total{reason=\"" + reason + "\"}");
    }

    /** Waits until something holds, which another thread brings about. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come about within 10 s");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        service.close();
        media.close();
        deadlines.close();
    }
}
