package org.sallyport.core.settings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.sections.SettingsDocument;

class LeaseWatchTest {
    private static final int PATIENCE_SECONDS = 30;

    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
    private final BlockingQueue<Map<String, InetAddress>> rereads = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        deadlines.close();
    }

    private NetworkSettings network() {
        return SettingsDocument.read(TestDocuments.document("""
                        network:
                          interfaces:
                            - {name: eth0, roles: external, ipv4: dhcp}
                            - {name: eth1, roles: "internal,management", ipv4: 10.0.0.1/24}
                        """), Secret::new, (_, _) -> Optional.empty())
                .orThrow()
                .network();
    }

    @Test
    void hasTheSettingsReadAnewWhenAnAddressComesAndChanges() throws InterruptedException {
        try (LeaseWatch watch = new LeaseWatch(
                this::network,
                (name, ipv6) -> ipv6 ? Optional.empty() : Optional.ofNullable(addresses.get(name)),
                () -> rereads.add(Map.copyOf(addresses)),
                deadlines)) {
            watch.start();
            assertThat(next()).isEmpty();
            for (String address : new String[] {"192.0.2.7", "192.0.2.8"}) {
                // That of an interface with a fixed one is none of its business.
                addresses.put("eth1", InetAddress.ofLiteral(address));
                addresses.put("eth0", InetAddress.ofLiteral(address));
                assertThat(next()).containsEntry("eth0", InetAddress.ofLiteral(address));
            }
        }
    }

    private Map<String, InetAddress> next() throws InterruptedException {
        return rereads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
