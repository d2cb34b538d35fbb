package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunMethod;
import org.sallyport.service.turn.allocation.AllocationView;

/** How fast allocations may be, and how much they are granted together. */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class BandwidthTest extends WithServer {
    private static final int CHANNEL = 0x4001;
    /** At 64 kbit/s they would take 50 s, of which one passes at once. */
    private static final int PACKETS = 400;

    private static final String KILOBYTE = "x".repeat(1000);

    private AllocationView view() {
        return server.service.allocations().getFirst();
    }

    private double over() {
        return server.dropped("over_bandwidth");
    }

    @Test
    void dropsWhatIsTooFastInEachDirectionByItself() throws IOException {
        server.set("", "bandwidth", "{\"per-allocation\": 64}");
        InetSocketAddress relayed = relayed(client.allocate());
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(CHANNEL), peerAttribute())))
                .isZero();

        for (int i = 0; i < PACKETS; i++) {
            client.send(i % 2 == 0 ? channelData(CHANNEL, KILOBYTE) : sendIndication(peerAddress(), KILOBYTE));
        }
        await(() -> view().packetsFromClient() + over() == PACKETS);
        assertThat(view().packetsFromClient()).isGreaterThanOrEqualTo(8);
        double fromClient = over();
        assertThat(fromClient).isPositive();

        for (int i = 0; i < PACKETS; i++) {
            sendFromPeer(KILOBYTE, relayed);
        }
        await(() -> view().packetsFromPeers() >= 8 && over() > fromClient);
        assertThat(received()).asString(UTF_8).isEqualTo(KILOBYTE);
    }

    @Test
    void grantsAUserAndAllTogetherNoMoreThanThereIs() throws IOException {
        server.set("", "bandwidth", "{\"per-allocation\": 100, \"per-user\": 170, \"all\": 230}");
        assertThat(code(client.allocate())).isZero();
        try (TestClient second = TestClient.datagrams(server.address);
                TestClient third = TestClient.datagrams(server.address);
                TestClient other = TestClient.datagrams(server.address);
                TestClient late = TestClient.datagrams(server.address)) {
            assertThat(code(second.allocate()))
                    .as("the 70 that are left to her")
                    .isZero();
            assertThat(granted()).isEqualTo(170);
            assertThat(code(third.allocate())).as("nothing is left to her").isEqualTo(486);
            other.user = "bob";
            assertThat(code(other.allocate())).as("60 are left in all").isEqualTo(486);

            client.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO));
            late.user = "bob";
            assertThat(code(late.allocate())).isZero();
            assertThat(granted()).isEqualTo(170);
        }
    }

    private double granted() {
        return server.metric("sallyport_turn_bandwidth_granted_kbps");
    }
}
