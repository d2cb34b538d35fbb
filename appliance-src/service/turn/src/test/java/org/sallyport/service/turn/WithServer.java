package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sallyport.service.turn.TestClient.at;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** A server, a client over UDP and a peer for each test of a class that runs on both makes of sockets. */
abstract class WithServer {
    @Parameter
    SocketMake make = SocketMake.JDK;

    @TempDir
    Path state = Path.of("");

    TestServer server;
    TestClient client;
    DatagramSocket peer;

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

    InetSocketAddress peerAddress() {
        return (InetSocketAddress) peer.getLocalSocketAddress();
    }

    Attribute<InetSocketAddress> peerAttribute() {
        return StunAttributes.XOR_PEER_ADDRESS.of(peerAddress());
    }

    byte[] received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        peer.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    void sendFromPeer(String text, InetSocketAddress to) throws IOException {
        peer.send(new DatagramPacket(text.getBytes(UTF_8), text.length(), to));
    }

    static byte[] channelData(int channel, String text) {
        return ByteBuffer.allocate(4 + text.length())
                .putShort((short) channel)
                .putShort((short) text.length())
                .put(text.getBytes(UTF_8))
                .array();
    }

    static byte[] sendIndication(InetSocketAddress to, String text, Attribute<?>... more) {
        StunMessage indication = StunMessage.of(StunClass.INDICATION, StunMethod.SEND, more)
                .with(StunAttributes.XOR_PEER_ADDRESS, to)
                .with(StunAttributes.DATA, Octets.of(text.getBytes(UTF_8)));
        return StunEncoder.encode(indication, Ending.PLAIN);
    }

    static void await(BooleanSupplier condition) {
        try {
            TestServer.await(condition);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
