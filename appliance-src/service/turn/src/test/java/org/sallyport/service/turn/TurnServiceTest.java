package org.sallyport.service.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** What the server says to anybody, and that it follows its settings. */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class TurnServiceTest extends WithServer {
    @Test
    void answersBindingToAnybody() throws IOException {
        StunMessage answer = client.plain(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING));

        assertThat(answer.messageClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(answer.get(StunAttributes.XOR_MAPPED_ADDRESS)).isEqualTo(client.local());
    }

    @Test
    void namesAttributesThatItDoesNotKnow() throws IOException {
        // a message with 0x7abc, which must be understood; the codec writes none, so it is made by hand
        byte[] binding = StunEncoder.encode(
                StunMessage.of(StunClass.REQUEST, StunMethod.BINDING, StunAttributes.CHANNEL_NUMBER.of(1)),
                Ending.PLAIN);
        ByteBuffer.wrap(binding).putShort(20, (short) 0x7abc);
        client.send(binding);

        StunMessage answer = client.message().message();
        assertThat(code(answer)).isEqualTo(420);
        assertThat(answer.get(StunAttributes.UNKNOWN_ATTRIBUTES)).containsExactly(0x7abc);
    }

    @Test
    void followsItsSettings() throws IOException {
        client.allocate();
        server.set("", "enabled", "false");
        await(() -> server.service.allocations().isEmpty());
        server.set("", "enabled", "true");

        assertThat(client.plain(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING))
                        .messageClass())
                .isEqualTo(StunClass.SUCCESS);
    }

    @Test
    void opensWhatChangesAgainAtOnce() throws IOException {
        for (int i = 0; i < 50; i++) {
            server.set("/listeners/1", "name", "\"tcp-" + i + "\"");

            assertThat(server.service.listeners()).as("after change %d", i).hasSize(4);
        }
    }

    @Test
    void readsTheAnswersItsOwnWay() throws IOException {
        client.send(StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING), Ending.FINGERPRINT));

        Decoded answer = (Decoded) StunDecoder.decode(client.receive());
        assertThat(answer.hasFingerprint()).isTrue();
    }
}
