package org.sallyport.protocol.stun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.LifetimeAttribute;
import org.ice4j.attribute.XorPeerAddressAttribute;
import org.ice4j.attribute.XorRelayedAddressAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.stack.StunStack;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder.Ending;

/** What ice4j writes we read, and the other way round. */
final class Ice4jTest {
    private static final List<String> HOSTS = List.of("192.0.2.77", "2001:db8::1:77");

    private final StunStack stack = new StunStack();

    @Test
    void readsWhatIce4jWrites() throws Exception {
        for (String host : HOSTS) {
            Request request = MessageFactory.createChannelBindRequest(
                    (char) 0x4003, new TransportAddress(host, 4003, Transport.UDP), id());
            request.setTransactionID(id());
            request.putAttribute(AttributeFactory.createUsernameAttribute("user"));
            request.putAttribute(AttributeFactory.createRealmAttribute("realm".getBytes(UTF_8)));
            request.putAttribute(AttributeFactory.createLifetimeAttribute(600));

            Decoded decoded = (Decoded) StunDecoder.decode(request.encode(stack));

            StunMessage message = decoded.message();
            assertThat(message.method()).isEqualTo(StunMethod.CHANNEL_BIND);
            assertThat(message.messageClass()).isEqualTo(StunClass.REQUEST);
            assertThat(message.get(StunAttributes.CHANNEL_NUMBER)).isEqualTo(0x4003);
            assertThat(message.get(StunAttributes.XOR_PEER_ADDRESS)).isEqualTo(address(host, 4003));
            assertThat(message.get(StunAttributes.USERNAME)).isEqualTo("user");
            assertThat(message.get(StunAttributes.REALM)).isEqualTo("realm");
            assertThat(message.get(StunAttributes.LIFETIME)).isEqualTo(Duration.ofMinutes(10));
        }
    }

    @Test
    void writesWhatIce4jReads() throws Exception {
        for (String host : HOSTS) {
            StunMessage ours = StunMessage.of(
                    StunClass.SUCCESS,
                    StunMethod.ALLOCATE,
                    StunAttributes.XOR_RELAYED_ADDRESS.of(address(host, 50_000)),
                    StunAttributes.XOR_PEER_ADDRESS.of(address(host, 1)),
                    StunAttributes.LIFETIME.of(Duration.ofSeconds(777)),
                    StunAttributes.ERROR_CODE.of(new ErrorCode(437, "Allocation Mismatch")));
            byte[] octets = StunEncoder.encode(ours, Ending.FINGERPRINT);

            Message theirs = Message.decode(octets, (char) 0, (char) octets.length);

            assertThat(theirs.getMessageType()).isEqualTo(Message.ALLOCATE_RESPONSE);
            XorRelayedAddressAttribute relayed =
                    (XorRelayedAddressAttribute) theirs.getAttribute(org.ice4j.attribute.Attribute.XOR_RELAYED_ADDRESS);
            XorPeerAddressAttribute peer =
                    (XorPeerAddressAttribute) theirs.getAttribute(org.ice4j.attribute.Attribute.XOR_PEER_ADDRESS);
            assertThat(relayed.getAddress(theirs.getTransactionID()))
                    .isEqualTo(new TransportAddress(host, 50_000, Transport.UDP));
            assertThat(peer.getAddress(theirs.getTransactionID()))
                    .isEqualTo(new TransportAddress(host, 1, Transport.UDP));
            assertThat(((LifetimeAttribute) theirs.getAttribute(org.ice4j.attribute.Attribute.LIFETIME)).getLifetime())
                    .isEqualTo(777);
            assertThat((int) ((ErrorCodeAttribute) theirs.getAttribute(org.ice4j.attribute.Attribute.ERROR_CODE))
                            .getErrorCode())
                    .isEqualTo(437);
            assertThat(theirs.containsAttribute(org.ice4j.attribute.Attribute.FINGERPRINT))
                    .isTrue();
        }
    }

    private static byte[] id() {
        return new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
