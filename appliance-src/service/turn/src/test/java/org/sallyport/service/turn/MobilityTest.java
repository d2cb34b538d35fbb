package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
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

/** Clients that take their allocation along to another address (RFC 8016), on both makes of sockets. */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class MobilityTest extends WithServer {
    private static final int CHANNEL = 0x4001;
    private static final Octets WANTED = Octets.of();

    private InetSocketAddress relayed = TestClient.at("127.0.0.1", 0);
    private Octets ticket = WANTED;

    private void allocate() throws IOException {
        StunMessage answer = client.allocate(StunAttributes.MOBILITY_TICKET.of(WANTED));
        relayed = relayed(answer);
        ticket = ticketOf(answer);
        assertThat(ticket.toByteArray()).asString(UTF_8).matches("[A-Za-z0-9_-]{24}");
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND, StunAttributes.CHANNEL_NUMBER.of(CHANNEL), peerAttribute())))
                .isZero();
    }

    private static Octets ticketOf(StunMessage answer) {
        return answer.all(StunAttributes.MOBILITY_TICKET).getFirst();
    }

    private static StunMessage moving(Octets by) {
        return StunMessage.of(StunClass.REQUEST, StunMethod.REFRESH, StunAttributes.MOBILITY_TICKET.of(by));
    }

    private void assertRelays(TestClient by, String text) throws IOException {
        by.send(channelData(CHANNEL, text));
        assertThat(received()).asString(UTF_8).isEqualTo(text);
        sendFromPeer(text, relayed);
        assertThat(by.receive()).startsWith(channelData(CHANNEL, text));
    }

    /** To many addresses, so that the kernel gives them to each of the shards. */
    @Test
    void comesAlongToOtherAddressesAndShards() throws IOException {
        allocate();
        assertRelays(client, "at first");
        for (int i = 0; i < 12; i++) {
            try (TestClient moved = TestClient.datagrams(server.address)) {
                StunMessage answer = moved.request(moving(ticket));
                assertThat(code(answer)).isZero();
                assertThat(ticketOf(answer)).isNotEqualTo(ticket);
                ticket = ticketOf(answer);

                assertRelays(moved, "move " + i);
                assertThat(server.service.allocations()).singleElement().satisfies(view -> {
                    assertThat(view.tuple().client()).isEqualTo(moved.local());
                    assertThat(view.relayed()).containsExactly(relayed);
                });
            }
        }
        assertThat(code(client.request(StunMethod.REFRESH)))
                .as("the first address")
                .isEqualTo(437);
    }

    @Test
    void comesAlongToAConnectionAndOutlivesOne() throws Exception {
        allocate();
        try (TestClient stream =
                TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()))) {
            ticket = ticketOf(stream.request(moving(ticket)));
            assertRelays(stream, "by TCP!!");
        }
        try (TestClient encrypted = TestClient.encrypted(server.secureAddress())) {
            ticket = ticketOf(encrypted.request(moving(ticket)));
            assertRelays(encrypted, "by DTLS");
            assertThat(code(encrypted.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO))))
                    .isZero();
        }
        assertThat(server.service.allocations()).isEmpty();
        assertThat(server.liveObjects.counts()).containsEntry("turn-allocation", 0L);
    }

    @Test
    void answersTheSameMoveAgainAndTakesTheTicketBeforeToo() throws IOException {
        allocate();
        StunMessage move = moving(ticket);
        try (TestClient moved = TestClient.datagrams(server.address);
                TestClient farther = TestClient.datagrams(server.address);
                TestClient late = TestClient.datagrams(server.address)) {
            StunMessage first = moved.request(move);
            assertThat(moved.request(move)).isEqualTo(first);
            assertThat(code(moved.request(moving(ticket))))
                    .as("it is there already")
                    .isEqualTo(400);

            assertThat(code(farther.request(moving(ticket))))
                    .as("the answer before was lost")
                    .isZero();
            assertThat(code(farther.request(StunMethod.REFRESH))).isZero();
            assertThat(code(late.request(moving(ticket)))).as("two moves ago").isEqualTo(400);
        }
    }

    /** To several addresses, so that some are of another shard. */
    @Test
    void answersNothingElseToAMoveThatComesAgainWhileItIsUnderWay() throws IOException {
        allocate();
        for (int i = 0; i < 6; i++) {
            try (TestClient moved = TestClient.datagrams(server.address)) {
                moved.request(StunMethod.REFRESH);
                StunMessage move = moving(ticket);
                for (int again = 0; again < 4; again++) {
                    moved.send(moved.signed(move));
                }
                StunMessage answer = moved.message().message();
                assertThat(code(answer)).as("move %d", i).isZero();
                ticket = ticketOf(answer);

                StunMessage last = StunMessage.of(StunClass.REQUEST, StunMethod.BINDING);
                moved.send(StunEncoder.encode(last, Ending.PLAIN));
                for (StunMessage next = moved.message().message();
                        !next.id().equals(last.id());
                        next = moved.message().message()) {
                    assertThat(next).as("move %d again", i).isEqualTo(answer);
                }
            }
        }
    }

    @Test
    void letsNobodyElseTakeAnAllocation() throws IOException {
        allocate();
        try (TestClient thief = TestClient.datagrams(server.address)) {
            thief.user = "bob";
            assertThat(code(thief.request(moving(ticket)))).isEqualTo(441);
            byte[] guess = ticket.toByteArray();
            guess[0] ^= 1;
            assertThat(code(thief.request(moving(Octets.of(guess))))).isEqualTo(400);
            assertThat(code(thief.request(moving(Octets.of(Arrays.copyOf(guess, 3))))))
                    .isEqualTo(400);
        }
        assertRelays(client, "as before");
    }

    @Test
    void forgetsTheTicketsOfWhatHasEnded() throws IOException {
        allocate();
        client.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO));

        assertThat(code(client.request(moving(ticket)))).isEqualTo(400);
    }

    @Test
    void endsWithItsListenerThoughItsClientMightComeBack() throws Exception {
        try (TestClient stream =
                        TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()));
                TestClient encrypted = TestClient.encrypted(server.secureAddress())) {
            stream.allocate(StunAttributes.MOBILITY_TICKET.of(WANTED));
            encrypted.allocate(StunAttributes.MOBILITY_TICKET.of(WANTED));
            server.set("", "enabled", "false");
            await(() -> server.service.allocations().isEmpty());
        }
    }

    @Test
    void forbidsWhatCannotComeAlong() throws IOException {
        server.set("", "mobility", "false");
        assertThat(code(client.allocate(StunAttributes.MOBILITY_TICKET.of(WANTED))))
                .isEqualTo(405);
        server.set("", "mobility", "true");
        server.set("/listeners/1", "side", "\"internal\"");
        allocate();
        try (TestClient stream =
                TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()))) {
            assertThat(code(stream.request(
                            StunMethod.ALLOCATE,
                            StunAttributes.REQUESTED_TRANSPORT.of(6),
                            StunAttributes.MOBILITY_TICKET.of(WANTED))))
                    .as("connections with peers")
                    .isEqualTo(405);
            assertThat(code(stream.request(moving(ticket))))
                    .as("to the other side")
                    .isEqualTo(405);
        }
        assertRelays(client, "where it was");
    }
}
