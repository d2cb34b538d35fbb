package org.sallyport.service.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UDPTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.LongTermCredential;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.PasswordAlgorithm;
import org.sallyport.protocol.stun.StreamFrame;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** A client of TURN over datagrams, encrypted or not, or a connection; waits 5 s at most for what it asks for. */
final class TestClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int MTU = 1500;

    String user = TestServer.USER;
    String password = TestServer.PASSWORD;
    String realm = TestServer.REALM;
    String nonce = "";
    /** SHA-256 and what belongs to it, or what RFC 5389 knew. */
    boolean modern = true;

    /** Shown with requests, if there is one. */
    @Nullable
    Octets token;
    /** What it proves itself with instead of the password, if there is one. */
    byte @Nullable [] macKey;

    private final @Nullable DatagramSocket datagrams;
    private final @Nullable DTLSTransport encrypted;
    private final @Nullable Socket connection;

    private TestClient(
            @Nullable DatagramSocket datagrams, @Nullable DTLSTransport encrypted, @Nullable Socket connection) {
        this.datagrams = datagrams;
        this.encrypted = encrypted;
        this.connection = connection;
    }

    static TestClient datagrams(InetSocketAddress server) throws IOException {
        return new TestClient(socket(server), null, null);
    }

    private static DatagramSocket socket(InetSocketAddress server) throws IOException {
        DatagramSocket socket = new DatagramSocket(at("127.0.0.1", 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server);
        return socket;
    }

    /** A client whose datagrams are encrypted; whose the server's certificate is, is not asked. */
    static TestClient encrypted(InetSocketAddress server) throws IOException {
        DatagramSocket socket = socket(server);
        return new TestClient(
                socket, new DTLSClientProtocol().connect(new TrustingClient(), new UDPTransport(socket, MTU)), null);
    }

    /** Believes every certificate. */
    static class TrustingClient extends DefaultTlsClient {
        TrustingClient() {
            super(new BcTlsCrypto(new SecureRandom()));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new ServerOnlyTlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}
            };
        }
    }

    static TestClient connection(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new TestClient(null, null, socket);
    }

    InetSocketAddress local() {
        return (InetSocketAddress)
                (datagrams == null ? connectionInUse().getLocalSocketAddress() : datagrams.getLocalSocketAddress());
    }

    /** The connection of one that came by such. */
    Socket connectionInUse() {
        if (connection == null) {
            throw new IllegalStateException("this client has no connection");
        }
        return connection;
    }

    void send(byte[] frame) throws IOException {
        if (encrypted != null) {
            encrypted.send(frame, 0, frame.length);
        } else if (datagrams != null) {
            datagrams.send(new DatagramPacket(frame, frame.length));
        } else {
            OutputStream out = connectionInUse().getOutputStream();
            out.write(Arrays.copyOf(frame, (frame.length + 3) & ~3));
            out.flush();
        }
    }

    /** Sends a datagram as it is, from where the encrypted ones come. */
    void sendBare(byte[] datagram) throws IOException {
        if (datagrams != null) {
            datagrams.send(new DatagramPacket(datagram, datagram.length));
        }
    }

    byte[] receive() throws IOException {
        if (encrypted != null) {
            byte[] record = new byte[encrypted.getReceiveLimit()];
            int length = encrypted.receive(record, 0, record.length, PATIENCE_MILLIS);
            if (length < 0) {
                throw new SocketTimeoutException("nothing came");
            }
            return Arrays.copyOf(record, length);
        }
        if (datagrams != null) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            datagrams.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
        DataInputStream in = new DataInputStream(connectionInUse().getInputStream());
        int prefix = in.readInt();
        ByteBuffer frame = ByteBuffer.allocate(StreamFrame.length(prefix)).putInt(prefix);
        in.readFully(frame.array(), 4, frame.capacity() - 4);
        return frame.array();
    }

    Decoded message() throws IOException {
        return (Decoded) StunDecoder.decode(receive());
    }

    /** A request as it is, and its answer. */
    StunMessage plain(StunMessage request) throws IOException {
        send(StunEncoder.encode(request, Ending.FINGERPRINT));
        return message().message();
    }

    StunMessage request(StunMethod method, Attribute<?>... attributes) throws IOException {
        return request(StunMessage.of(StunClass.REQUEST, method, attributes));
    }

    /** A request with credentials, once more if the nonce is stale or none is known, and its answer, which must be signed. */
    StunMessage request(StunMessage request) throws IOException {
        if (nonce.isEmpty()) {
            learn(plain(StunMessage.of(StunClass.REQUEST, StunMethod.REFRESH)));
        }
        send(signed(request));
        Decoded answer = message();
        ErrorCode error = answer.message().get(StunAttributes.ERROR_CODE);
        if (error != null && error.code() == ErrorCode.STALE_NONCE) {
            learn(answer.message());
            send(signed(request));
            answer = message();
            error = answer.message().get(StunAttributes.ERROR_CODE);
        }
        boolean unsigned =
                error != null && (error.code() == ErrorCode.UNAUTHENTICATED || error.code() == ErrorCode.BAD_REQUEST);
        if (!unsigned && !answer.isSignedWith(key())) {
            throw new AssertionError("the answer is not signed: " + answer.message());
        }
        return answer.message();
    }

    private void learn(StunMessage challenge) {
        String told = challenge.get(StunAttributes.NONCE);
        nonce = told == null ? "" : told;
    }

    byte[] signed(StunMessage request) {
        List<Attribute<?>> all = new ArrayList<>(request.attributes());
        all.add(StunAttributes.USERNAME.of(user));
        all.add(StunAttributes.REALM.of(realm));
        all.add(StunAttributes.NONCE.of(nonce));
        if (token != null) {
            all.add(StunAttributes.ACCESS_TOKEN.of(token));
        }
        if (modern) {
            all.add(StunAttributes.PASSWORD_ALGORITHMS.of(List.of(PasswordAlgorithm.SHA_256, PasswordAlgorithm.MD5)));
            all.add(StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.SHA_256));
        }
        return StunEncoder.encode(
                new StunMessage(request.messageClass(), request.method(), request.id(), all), key(), Ending.PLAIN);
    }

    private MessageKey key() {
        if (macKey != null) {
            return new MessageKey(modern ? Integrity.SHA256 : Integrity.SHA1, macKey);
        }
        return modern
                ? LongTermCredential.messageKey(Integrity.SHA256, PasswordAlgorithm.SHA_256, user, realm, password)
                : LongTermCredential.messageKey(Integrity.SHA1, PasswordAlgorithm.MD5, user, realm, password);
    }

    /** An allocation for UDP, and its answer. */
    StunMessage allocate(Attribute<?>... more) throws IOException {
        List<Attribute<?>> all = new ArrayList<>(List.of(more));
        all.add(StunAttributes.REQUESTED_TRANSPORT.of(17));
        return request(StunMethod.ALLOCATE, all.toArray(Attribute<?>[]::new));
    }

    static int code(StunMessage answer) {
        ErrorCode error = answer.get(StunAttributes.ERROR_CODE);
        return error == null ? 0 : error.code();
    }

    static InetSocketAddress relayed(StunMessage answer) {
        InetSocketAddress address = answer.get(StunAttributes.XOR_RELAYED_ADDRESS);
        if (address == null) {
            throw new AssertionError("no relayed address: " + answer);
        }
        return address;
    }

    static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @Override
    public void close() throws IOException {
        if (encrypted != null) {
            encrypted.close();
        }
        if (datagrams != null) {
            datagrams.close();
        } else {
            connectionInUse().close();
        }
    }
}
