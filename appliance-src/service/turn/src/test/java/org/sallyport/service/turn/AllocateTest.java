package org.sallyport.service.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.AddressErrorCode;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** How allocations are made, last and end (RFC 8656 sections 7 and 8). */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class AllocateTest extends WithServer {
    @Test
    void answersTheSameAllocateAgainAndRefusesAnother() throws IOException {
        StunMessage request =
                StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(17));
        StunMessage first = client.request(request);
        StunMessage again = client.request(request);

        assertThat(again).isEqualTo(first);
        assertThat(code(client.allocate())).isEqualTo(437);
        assertThat(server.service.allocations()).hasSize(1);
    }

    @Test
    void refusesWhatAllocateMustNotSay() throws IOException {
        assertThat(code(client.request(StunMethod.ALLOCATE))).isEqualTo(400);
        assertThat(code(client.request(StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(33))))
                .isEqualTo(442);
        assertThat(code(client.allocate(StunAttributes.RESERVATION_TOKEN.of(1L), StunAttributes.EVEN_PORT.of(false))))
                .isEqualTo(400);
        assertThat(code(client.allocate(StunAttributes.RESERVATION_TOKEN.of(1L))))
                .isEqualTo(508);
        assertThat(code(client.allocate(StunAttributes.ADDITIONAL_ADDRESS_FAMILY.of(AddressFamily.IPV4))))
                .isEqualTo(400);
        StunMessage unknown = client.allocate(StunAttributes.CONNECTION_ID.of(1));
        assertThat(code(unknown)).as("known, of no use here").isZero();
    }

    @Test
    void allocatesBothFamiliesAndGivesThemUpOneByOne() throws IOException {
        StunMessage answer = client.allocate(StunAttributes.ADDITIONAL_ADDRESS_FAMILY.of(AddressFamily.IPV6));

        assertThat(answer.all(StunAttributes.XOR_RELAYED_ADDRESS))
                .extracting(address -> AddressFamily.of(address.getAddress()))
                .containsExactly(AddressFamily.IPV4, AddressFamily.IPV6);
        Attribute<AddressFamily> ipv6 = StunAttributes.REQUESTED_ADDRESS_FAMILY.of(AddressFamily.IPV6);
        Attribute<Duration> end = StunAttributes.LIFETIME.of(Duration.ZERO);
        assertThat(code(client.request(StunMethod.REFRESH, ipv6, end))).isZero();
        assertThat(code(client.request(StunMethod.REFRESH, ipv6, end))).isEqualTo(443);
        assertThat(code(client.request(StunMethod.CREATE_PERMISSION, StunAttributes.XOR_PEER_ADDRESS.of(at("::1", 9)))))
                .isEqualTo(443);
        assertThat(code(client.request(StunMethod.REFRESH, end))).isZero();
        assertThat(server.service.allocations()).isEmpty();
        assertThat(server.liveObjects.counts()).containsEntry("turn-allocation", 0L);
    }

    @Test
    void saysWhichFamilyCannotBeHad() throws IOException {
        server.set("/relay", "ipv6-address", "null");

        assertThat(code(client.allocate(StunAttributes.REQUESTED_ADDRESS_FAMILY.of(AddressFamily.IPV6))))
                .isEqualTo(440);
        StunMessage answer = client.allocate(StunAttributes.ADDITIONAL_ADDRESS_FAMILY.of(AddressFamily.IPV6));
        assertThat(answer.get(StunAttributes.ADDRESS_ERROR_CODE))
                .isInstanceOfSatisfying(
                        AddressErrorCode.class,
                        error -> assertThat(error.error().code()).isEqualTo(440));
    }

    @Test
    void reservesTheNextPortForAnotherClient() throws IOException {
        StunMessage first = client.allocate(StunAttributes.EVEN_PORT.of(true));
        Long token = first.get(StunAttributes.RESERVATION_TOKEN);
        assertThat(relayed(first).getPort() % 2).isZero();
        assertThat(token).isNotNull();

        try (TestClient second = TestClient.datagrams(server.address)) {
            StunMessage answer = second.allocate(StunAttributes.RESERVATION_TOKEN.of(token == null ? 0L : token));
            assertThat(relayed(answer).getPort()).isEqualTo(relayed(first).getPort() + 1);
        }
        try (TestClient third = TestClient.datagrams(server.address)) {
            assertThat(code(third.allocate(StunAttributes.RESERVATION_TOKEN.of(token == null ? 0L : token))))
                    .isEqualTo(508);
        }
    }

    @Test
    void lastsAsLongAsAskedWithinBounds() throws IOException {
        client.allocate();

        assertThat(lifetime(Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
        assertThat(lifetime(Duration.ofDays(9))).isEqualTo(Duration.ofHours(1));
        assertThat(lifetime(Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(10));
    }

    private Object lifetime(Duration wanted) throws IOException {
        return client.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(wanted))
                .all(StunAttributes.LIFETIME)
                .getFirst();
    }

    @Test
    void countsAllocationsOfAUserAndInAll() throws IOException {
        server.set("", "limits", "{\"allocations\": 2, \"allocations-per-user\": 1}");
        client.allocate();
        try (TestClient again = TestClient.datagrams(server.address);
                TestClient other = TestClient.datagrams(server.address);
                TestClient third = TestClient.datagrams(server.address)) {
            assertThat(code(again.allocate())).isEqualTo(486);
            other.user = "bob";
            assertThat(code(other.allocate())).isZero();
            server.set("", "users", "[{\"name\": \"dave\", \"password\": \"TheMatrIX\"}]");
            third.user = "dave";
            assertThat(code(third.allocate())).isEqualTo(508);
        }
    }

    @Test
    void refusesAnAllocationWhenNoPortIsLeft() throws IOException {
        int port = relayed(client.allocate()).getPort();
        server.set("", "relay", "{\"first-port\": " + port + ", \"last-port\": " + (port + 1) + "}");

        try (TestClient other = TestClient.datagrams(server.address)) {
            assertThat(code(other.allocate())).isEqualTo(508);
        }
    }

    @Test
    void sendsNewClientsToAnotherServerBeforeItEnds() throws IOException {
        client.allocate();
        server.closing = true;

        assertThat(code(client.request(StunMethod.REFRESH)))
                .as("one that is there")
                .isZero();
        try (TestClient late = TestClient.datagrams(server.address)) {
            assertThat(code(late.allocate())).as("there is no other").isEqualTo(508);
            server.set("", "alternate-addresses", "[\"2001:db8::9\", \"192.0.2.9\"]");
            StunMessage answer = late.allocate();
            assertThat(code(answer)).isEqualTo(300);
            assertThat(answer.get(StunAttributes.ALTERNATE_SERVER))
                    .isEqualTo(at("192.0.2.9", server.address.getPort()));
            server.closing = false;
            assertThat(code(late.allocate())).isZero();
        }
    }

    @Test
    void endsAnAllocationWhenToldTo() throws IOException {
        InetSocketAddress relayed = relayed(client.allocate());
        String id = server.service.allocations().getFirst().id();

        assertThat(server.service.end(id)).isTrue();
        assertThat(server.service.end(id)).isFalse();
        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(437);
        try (DatagramSocket free = new DatagramSocket(relayed)) {
            assertThat(free.getLocalPort()).isEqualTo(relayed.getPort());
        }
    }
}
