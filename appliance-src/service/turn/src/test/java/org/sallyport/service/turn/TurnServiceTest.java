package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.AddressErrorCode;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.PasswordAlgorithm;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** RFC 8656 and RFC 8489 as a client meets them, on both makes of sockets. */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class TurnServiceTest {
    @Parameter
    SocketMake make = SocketMake.JDK;

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private TestClient client;
    private DatagramSocket peer;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(make, state);
        client = TestClient.datagrams(server.address);
        peer = new DatagramSocket(at("127.0.0.1", 0));
        peer.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
        server.close();
    }

    private InetSocketAddress peerAddress() {
        return (InetSocketAddress) peer.getLocalSocketAddress();
    }

    private Attribute<InetSocketAddress> peerAttribute() {
        return StunAttributes.XOR_PEER_ADDRESS.of(peerAddress());
    }

    private byte[] received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        peer.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private void sendFromPeer(String text, InetSocketAddress to) throws IOException {
        peer.send(new DatagramPacket(text.getBytes(UTF_8), text.length(), to));
    }

    private static byte[] channelData(int channel, String text) {
        return ByteBuffer.allocate(4 + text.length())
                .putShort((short) channel)
                .putShort((short) text.length())
                .put(text.getBytes(UTF_8))
                .array();
    }

    private static byte[] sendIndication(InetSocketAddress to, String text, Attribute<?>... more) {
        StunMessage indication = StunMessage.of(StunClass.INDICATION, StunMethod.SEND, more)
                .with(StunAttributes.XOR_PEER_ADDRESS, to)
                .with(StunAttributes.DATA, Octets.of(text.getBytes(UTF_8)));
        return StunEncoder.encode(indication, Ending.PLAIN);
    }

    @Test
    void answersBindingToAnybody() throws IOException {
        StunMessage answer = client.plain(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING));

        assertThat(answer.messageClass()).isEqualTo(StunClass.SUCCESS);
        assertThat(answer.get(StunAttributes.XOR_MAPPED_ADDRESS)).isEqualTo(client.local());
    }

    @Test
    void challengesStrangersAndOffersBothAlgorithms() throws IOException {
        StunMessage answer = client.plain(
                StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(17)));

        assertThat(code(answer)).isEqualTo(401);
        assertThat(answer.get(StunAttributes.REALM)).isEqualTo(TestServer.REALM);
        assertThat(answer.get(StunAttributes.NONCE)).startsWith("obMatJos2gAAA");
        assertThat(answer.get(StunAttributes.PASSWORD_ALGORITHMS)).hasSize(2);
    }

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
    void takesCredentialsOfOldClients() throws IOException {
        client.modern = false;

        assertThat(code(client.allocate())).isZero();
    }

    @Test
    void takesCredentialsMadeWithASharedSecretUntilTheyEnd() throws Exception {
        rest(client, Instant.now().plusSeconds(600));
        assertThat(code(client.allocate())).isZero();

        try (TestClient late = TestClient.datagrams(server.address)) {
            rest(late, Instant.now().minusSeconds(1));
            assertThat(code(late.allocate())).isEqualTo(401);
        }
    }

    private static void rest(TestClient of, Instant end) throws Exception {
        of.user = end.getEpochSecond() + ":carol";
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TestServer.SECRET.getBytes(UTF_8), "HmacSHA1"));
        of.password = Base64.getEncoder().encodeToString(mac.doFinal(of.user.getBytes(UTF_8)));
    }

    @Test
    void refusesWrongPasswordsUnknownUsersAndHalfRequests() throws IOException {
        client.password = "wrong";
        assertThat(code(client.allocate())).isEqualTo(401);
        client.user = "mallory";
        assertThat(code(client.allocate())).isEqualTo(401);

        StunMessage request = StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REALM.of("x"));
        client.send(StunEncoder.encode(request, new MessageKey(Integrity.SHA1, new byte[16]), Ending.PLAIN));
        assertThat(code(client.message().message())).isEqualTo(400);
    }

    @Test
    void refusesToBeTalkedOutOfTheBetterAlgorithm() throws IOException {
        client.allocate();
        StunMessage refresh = StunMessage.of(
                StunClass.REQUEST,
                StunMethod.REFRESH,
                StunAttributes.PASSWORD_ALGORITHMS.of(List.of(PasswordAlgorithm.MD5)),
                StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.MD5));
        client.modern = false;
        client.send(client.signed(refresh));

        assertThat(code(client.message().message())).isEqualTo(400);
    }

    @Test
    void holdsNoNonceOfAnotherClientForFresh() throws IOException {
        client.allocate();
        try (TestClient thief = TestClient.datagrams(server.address)) {
            thief.nonce = client.nonce;
            thief.send(thief.signed(StunMessage.of(StunClass.REQUEST, StunMethod.REFRESH)));

            assertThat(code(thief.message().message())).isEqualTo(438);
        }
    }

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
    void refusesWhatNeedsAnAllocationWithoutOne() throws IOException {
        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(437);
        assertThat(code(client.request(StunMethod.CREATE_PERMISSION, peerAttribute())))
                .isEqualTo(437);
        client.send(channelData(0x4000, "x"));
        TestServer server = this.server;
        await(() -> server.dropped("no_allocation") == 1);
    }

    private static void await(BooleanSupplier condition) {
        try {
            TestServer.await(condition);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void letsNobodyElseChangeAnAllocation() throws IOException {
        client.allocate();
        client.user = "bob";

        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(441);
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
    void answersNoMoreStrangersOfOneSourceThanItsBudget() throws IOException {
        byte[] allocate = StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE), Ending.PLAIN);
        for (int i = 0; i < 400; i++) {
            client.send(allocate);
        }
        await(() -> server.metric("sallyport_turn_requests_total{method=\"allocate\"}") == 400);

        double refused = server.metric("sallyport_turn_error_responses_total{code=\"401\"}");
        assertThat(refused).isBetween(50.0, 200.0);
        assertThat(server.dropped("over_budget")).isEqualTo(400 - refused);
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
    void relaysForAConnectionAndEndsWithIt() throws Exception {
        try (TestClient stream =
                TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()))) {
            relaysByAChannel(stream);
        }
        await(() -> server.service.allocations().isEmpty());
    }

    @Test
    void relaysForAConnectionOverTls() throws Exception {
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {new Trusting()}, null);
        try (TestClient stream =
                TestClient.connection(anybody.getSocketFactory().createSocket("127.0.0.2", server.address.getPort()))) {
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

    @Test
    void readsTheAnswersItsOwnWay() throws IOException {
        client.send(StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.BINDING), Ending.FINGERPRINT));

        Decoded answer = (Decoded) StunDecoder.decode(client.receive());
        assertThat(answer.hasFingerprint()).isTrue();
    }

    /** Believes every certificate: whose it is, is not what is tested here. */
    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
