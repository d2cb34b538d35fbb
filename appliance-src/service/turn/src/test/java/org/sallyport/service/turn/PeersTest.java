package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** What passes between clients and peers, and what does not (RFC 8656 sections 9 to 12). */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class PeersTest extends WithServer {
    @Test
    void relaysByIndicationsAndByAChannel() throws Exception {
        StunMessage allocated = client.allocate();
        assertThat(allocated.get(StunAttributes.LIFETIME)).isEqualTo(Duration.ofMinutes(10));
        assertThat(allocated.get(StunAttributes.XOR_MAPPED_ADDRESS)).isEqualTo(client.local());

        assertThat(code(client.request(StunMethod.CREATE_PERMISSION, peerAttribute())))
                .isZero();
        client.send(sendIndication(peerAddress(), "to peer", StunAttributes.DONT_FRAGMENT.of(true)));
        assertThat(received()).asString(UTF_8).isEqualTo("to peer");
        sendFromPeer("to client", relayed(allocated));
        StunMessage data = client.message().message();
        assertThat(data.method()).isEqualTo(StunMethod.DATA);
        assertThat(data.get(StunAttributes.XOR_PEER_ADDRESS)).isEqualTo(peerAddress());
        assertThat(data.get(StunAttributes.DATA)).isEqualTo(Octets.of("to client".getBytes(UTF_8)));

        bind(0x4001);
        client.send(channelData(0x4001, "by channel"));
        assertThat(received()).asString(UTF_8).isEqualTo("by channel");
        sendFromPeer("back", relayed(allocated));
        assertThat(client.receive()).isEqualTo(channelData(0x4001, "back"));

        assertThat(server.service.allocations()).singleElement().satisfies(view -> {
            assertThat(view.user()).isEqualTo(TestServer.USER);
            assertThat(view.tuple().client()).isEqualTo(client.local());
            assertThat(view.relayed()).containsExactly(relayed(allocated));
            assertThat(view.permissions()).isEqualTo(1);
            assertThat(view.channels()).isEqualTo(1);
            assertThat(view.packetsFromClient()).isEqualTo(2);
            assertThat(view.octetsFromPeers()).isEqualTo("to client".length() + "back".length());
        });
    }

    private void bind(int channel) throws IOException {
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(channel), peerAttribute())))
                .isZero();
    }

    @Test
    void refusesWhatNeedsAnAllocationWithoutOne() throws IOException {
        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(437);
        assertThat(code(client.request(StunMethod.CREATE_PERMISSION, peerAttribute())))
                .isEqualTo(437);
        client.send(channelData(0x4000, "x"));
        await(() -> server.dropped("no_allocation") == 1);
    }

    @Test
    void deniesPeersThatAreNotPublicUnlessAllowed() throws IOException {
        client.allocate();
        for (String host : List.of("127.1.2.3", "10.0.0.1", "169.254.169.254", "192.168.1.1", "224.0.0.1", "0.0.0.1")) {
            assertThat(code(client.request(
                            StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(at(host, 9)))))
                    .as(host)
                    .isEqualTo(403);
            assertThat(code(client.request(
                            StunMethod.CHANNEL_BIND,
                            StunAttributes.CHANNEL_NUMBER.of(0x4000),
                            StunAttributes.XOR_PEER_ADDRESS.of(at(host, 9)))))
                    .as(host)
                    .isEqualTo(403);
        }
        server.set("/peers", "external", "[\"10.0.0.0/8\"]");
        assertThat(code(client.request(
                        StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(at("10.0.0.1", 9)))))
                .isZero();
    }

    @Test
    void grantsAllPermissionsOfARequestOrNone() throws IOException {
        InetSocketAddress relayed = relayed(client.allocate());
        assertThat(code(client.request(
                        StunMethod.CREATE_PERMISSION,
                        peerAttribute(),
                        StunAttributes.XOR_PEER_ADDRESS.of(at("10.0.0.1", 9)))))
                .isEqualTo(403);
        assertThat(code(client.request(StunMethod.CREATE_PERMISSION))).isEqualTo(400);

        sendFromPeer("unasked", relayed);
        await(() -> server.dropped("foreign_peer") == 1);
        client.send(sendIndication(peerAddress(), "unasked"));
        await(() -> server.dropped("no_permission") == 1);
    }

    @Test
    void bindsAChannelToOnePeerAndAPeerToOneChannel() throws IOException {
        client.allocate();
        bind(0x4000);
        bind(0x4000);

        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(0x4001), peerAttribute())))
                .isEqualTo(400);
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND,
                        StunAttributes.CHANNEL_NUMBER.of(0x4000),
                        StunAttributes.XOR_PEER_ADDRESS.of(at("127.0.0.1", 9)))))
                .isEqualTo(400);
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(0x3fff), peerAttribute())))
                .isEqualTo(400);
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(0x8000), peerAttribute())))
                .isEqualTo(400);
        client.send(channelData(0x4002, "no such channel"));
        await(() -> server.dropped("no_channel") == 1);
    }

    @Test
    void relaysBetweenTwoOfItsClientsThoughTheirAddressesAreItsOwn() throws IOException {
        server.set("/peers", "external", "[]");
        InetSocketAddress one = relayed(client.allocate());
        try (TestClient other = TestClient.datagrams(server.address)) {
            InetSocketAddress two = relayed(other.allocate());
            assertThat(code(client.request(StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(two))))
                    .isZero();
            assertThat(code(other.request(StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(one))))
                    .isZero();
            client.send(sendIndication(two, "to the other"));
            assertThat(other.message().message().get(StunAttributes.DATA))
                    .isEqualTo(Octets.of("to the other".getBytes(UTF_8)));
            // of its own address, other ports are not behind the permission
            client.send(sendIndication(peerAddress(), "to a service"));
            await(() -> server.dropped("forbidden_peer") == 1);
        }
    }

    @Test
    void dropsWhatItIsNotAskedFor() throws IOException {
        client.send(new byte[] {1, 2, 3});
        await(() -> server.dropped("malformed") == 1);
        client.send(StunEncoder.encode(StunMessage.of(StunClass.SUCCESS, StunMethod.ALLOCATE), Ending.PLAIN));
        await(() -> server.dropped("unexpected") == 1);
        client.allocate();
        client.send(StunEncoder.encode(StunMessage.of(StunClass.INDICATION, StunMethod.SEND), Ending.PLAIN));
        await(() -> server.dropped("bad_indication") == 1);
    }

    /** The router leads it there and back, as far as it does. */
    @Test
    void letsClientsReachEachOtherAtTheAdvertisedAddressAndNothingElseThere() throws IOException {
        server.set("/peers", "external", "[]");
        server.set("/relay", "advertised-address", "\"198.51.100.7\"");
        InetSocketAddress own = relayed(client.allocate());

        assertThat(own.getAddress().getHostAddress()).isEqualTo("198.51.100.7");
        assertThat(code(client.request(StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(own))))
                .isZero();
        client.send(sendIndication(at("198.51.100.7", 22), "to a service"));
        await(() -> server.dropped("forbidden_peer") == 1);
    }
}
