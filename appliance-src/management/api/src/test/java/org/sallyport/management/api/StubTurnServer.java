package org.sallyport.management.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.LongTermCredential;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.PasswordAlgorithm;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** A TURN server over UDP on the loopback that relays nothing but what is sent to the one relayed address that it ever gives. */
final class StubTurnServer implements AutoCloseable {
    static final TurnCredential CREDENTIAL = new TurnCredential("1:tester", "secret");
    static final InetSocketAddress RELAYED = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.5"), 50_002);
    private static final String REALM = "example.org";
    private static final MessageKey KEY = LongTermCredential.messageKey(
            Integrity.SHA256, PasswordAlgorithm.SHA_256, CREDENTIAL.user(), REALM, CREDENTIAL.password());

    private final DatagramSocket socket;
    private final Thread thread = new Thread(this::serve, "stub-turn-server");
    /** Methods of the requests that it took, in order. */
    final List<StunMethod> taken = new CopyOnWriteArrayList<>();
    /** What it answers allocations with, if it does not make them. */
    volatile int refusal;
    /** Whether what is sent to the relayed address is lost. */
    volatile boolean losing;

    /** Below the ports that settings know for media and relayed addresses. */
    StubTurnServer() throws IOException {
        socket = bind();
        thread.start();
    }

    private static DatagramSocket bind() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
            try {
                return new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            } catch (BindException _) {
                // somebody has it
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                byte[] octets = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = answer((Decoded) StunDecoder.decode(octets), packet);
                if (answer != null) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte @Nullable [] answer(Decoded decoded, DatagramPacket packet) {
        StunMessage message = decoded.message();
        if (message.messageClass() == StunClass.INDICATION) {
            return losing ? null : back(message);
        }
        if (message.method() != StunMethod.BINDING && !decoded.isSignedWith(KEY)) {
            return failure(
                    message,
                    ErrorCode.UNAUTHENTICATED,
                    StunAttributes.REALM.of(REALM),
                    StunAttributes.NONCE.of("a nonce"));
        }
        taken.add(message.method());
        if (message.method() == StunMethod.ALLOCATE && refusal != 0) {
            return failure(message, refusal);
        }
        List<Attribute<?>> attributes = List.of(
                StunAttributes.XOR_MAPPED_ADDRESS.of((InetSocketAddress) packet.getSocketAddress()),
                StunAttributes.XOR_RELAYED_ADDRESS.of(RELAYED));
        StunMessage success = message.answer(StunClass.SUCCESS, attributes);
        return StunEncoder.encode(success, message.method() == StunMethod.BINDING ? null : KEY, Ending.PLAIN);
    }

    private static byte[] failure(StunMessage request, int code, Attribute<?>... others) {
        StunMessage failure = request.answer(StunClass.ERROR, List.of(others))
                .with(StunAttributes.ERROR_CODE, ErrorCode.standard(code));
        return StunEncoder.encode(failure, Ending.PLAIN);
    }

    private static byte @Nullable [] back(StunMessage sent) {
        return RELAYED.equals(sent.get(StunAttributes.XOR_PEER_ADDRESS))
                ? StunEncoder.encode(
                        new StunMessage(StunClass.INDICATION, StunMethod.DATA, sent.id(), sent.attributes()),
                        Ending.PLAIN)
                : null;
    }

    @Override
    public void close() {
        socket.close();
    }
}
