package org.sallyport.benchmarks.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.benchmarks.process.Orders;
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
import org.sallyport.service.turn.TurnService;
import org.sallyport.service.turn.TurnServiceContext;

/** The process that holds our server, on the shards of a relay as in the director. */
public final class TurnHost {
    private TurnHost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        LiveObjects liveObjects = new LiveObjects();
        Metrics metrics = new Metrics();
        Alarms alarms = new Alarms("benchmark", Clock.systemUTC());
        Settings settings = settings();
        TlsIdentity identity = new IdentityFiles(
                        Path.of("/nowhere"), "sallyport", () -> List.of(Sallyport.HOST), Clock.systemUTC())
                .substitute();
        try (Deadlines deadlines = new Deadlines(liveObjects);
                RelayEngine media = new RelayEngine(
                        RelayOptions.ofSystem(), settings::media, metrics, alarms, liveObjects, deadlines);
                TurnService service = new TurnService(new TurnServiceContext(
                        new Unchanging(settings),
                        media.shards(),
                        () -> identity,
                        () -> false,
                        metrics,
                        alarms,
                        liveObjects,
                        deadlines,
                        Clock.systemUTC()))) {
            service.start();
            new Orders().follow(_ -> {});
        }
    }

    private record Unchanging(Settings current) implements SettingsFeed {
        @Override
        public void listen(BiConsumer<Settings, Settings> listener) {
            // nothing ever changes
        }
    }

    private static Settings settings() throws IOException {
        String document = """
            {"turn": {"realm": "%1$s",
              "listeners": [
                {"name": "udp", "side": "external", "transport": "udp", "address": "%4$s", "port": %5$d},
                {"name": "tls", "side": "external", "transport": "tls", "address": "%4$s", "port": %6$d}],
              "relay": {"address": "%4$s", "first-port": %7$d, "last-port": %8$d},
              "users": [{"name": "%2$s", "password": "%3$s"}],
              "limits": {"allocations": 32000, "allocations-per-user": 32000},
              "peers": {"external": ["127.0.0.0/8"]}},
              "media": {"kernel-forwarding": false}}
            """.formatted(
                        Credential.REALM,
                        Credential.USER,
                        Credential.PASSWORD,
                        Sallyport.HOST,
                        Server.PORT,
                        Server.TLS_PORT,
                        Server.FIRST_RELAYED_PORT,
                        Server.LAST_RELAYED_PORT);
        return SettingsDocument.read((ObjectNode) new ObjectMapper().readTree(document), Secret::new)
                .orThrow();
    }
}
