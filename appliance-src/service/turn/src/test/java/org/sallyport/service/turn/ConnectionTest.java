package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunMethod;

/** Clients that come by TCP and TLS. */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class ConnectionTest extends WithServer {
    @Test
    void relaysForAConnectionAndEndsWithIt() throws Exception {
        try (TestClient stream =
                TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()))) {
            relaysByAChannel(stream);
        }
        await(() -> server.service.allocations().isEmpty());
    }

    @Test
    void relaysForAConnectionOverTls() throws Exception {
        try (TestClient stream = TestClient.connection(
                AnyCertificate.context().getSocketFactory().createSocket("127.0.0.2", server.address.getPort()))) {
            relaysByAChannel(stream);
        }
    }

    private void relaysByAChannel(TestClient stream) throws IOException {
        InetSocketAddress relayed = relayed(stream.allocate());
        assertThat(code(stream.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(0x4abc), peerAttribute())))
                .isZero();
        stream.send(channelData(0x4abc, "padded"));
        assertThat(received()).asString(UTF_8).isEqualTo("padded");
        sendFromPeer("back!", relayed);
        assertThat(stream.receive()).isEqualTo(Arrays.copyOf(channelData(0x4abc, "back!"), 12));
    }

    @Test
    void closesAConnectionThatSpeaksSomethingElse() throws IOException {
        try (Socket socket = new Socket(server.address.getAddress(), server.address.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(new byte[] {(byte) 0x80, 0, 0, 0});

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
