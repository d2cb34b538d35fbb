package org.sallyport.service.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** What a client that means ill gets out of the server. */
final class AbuseTest {
    /** As many as an allocation may have, of channels and of hosts. */
    private static final int MOST = 256;

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
        client = TestClient.datagrams(server.address);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void answersAStrangerWithFiveTimesWhatHeSaidAtMost() throws IOException {
        byte[] request = StunEncoder.encode(
                StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(17)),
                Ending.PLAIN);
        client.send(request);

        assertThat(client.receive().length).isLessThanOrEqualTo(5 * request.length);
    }

    private int bind(int channel, int port) throws IOException {
        return code(client.request(
                StunMethod.CHANNEL_BIND,
                StunAttributes.CHANNEL_NUMBER.of(channel),
                StunAttributes.XOR_PEER_ADDRESS.of(at("127.0.0.1", port))));
    }

    @Test
    void endsTheChannelsOfAnAllocationAtTheirNumber() throws IOException {
        client.allocate();
        for (int i = 0; i < MOST; i++) {
            assertThat(bind(0x4000 + i, 2000 + i)).as("channel %d", i).isZero();
        }

        assertThat(bind(0x4000 + MOST, 2000 + MOST)).isEqualTo(508);
        assertThat(bind(0x4000, 2000)).as("one that is there").isZero();
    }

    @Test
    void endsThePermissionsOfAnAllocationAtTheirNumber() throws IOException {
        server.set("/peers", "external", "[\"127.0.0.0/16\"]");
        client.allocate();
        for (int i = 0; i < MOST; i++) {
            assertThat(permit(i)).as("host %d", i).isZero();
        }

        assertThat(permit(MOST)).isEqualTo(508);
    }

    private int permit(int host) throws IOException {
        return code(client.request(
                StunMethod.CREATE_PERMISSION,
                StunAttributes.XOR_PEER_ADDRESS.of(at("127.0." + host / 250 + "." + (1 + host % 250), 9))));
    }
}
