package org.sallyport.service.turn.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.DatagramSender;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.socket.AddressTable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.engine.TurnWorker;

/**
 * A share of a DTLS listener (RFC 7350). Who has not shown that he is where he says gets a cookie and is remembered nowhere
 * (RFC 6347 section 4.2.1).
 */
final class DtlsListener extends SharedListener {
    /** A client that says nothing for so long and has no allocation is forgotten. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    /** Content type, version, then the epoch: 0 until keys are agreed (RFC 6347 section 4.1). */
    private static final int EPOCH_AT = 3;

    private static final int RECORD_HEADER = 13;
    private static final int LONGEST_PLAIN = 1 << 14;

    private final Supplier<TlsIdentity> identity;
    private final Admission admission;
    private final JcaTlsCrypto algorithms = new JcaTlsCryptoProvider().create(new SecureRandom());
    private final DTLSVerifier cookies = new DTLSVerifier(algorithms);
    private final AddressTable<DtlsClient> clients = new AddressTable<>();
    private final byte[] record = new byte[LONGEST_PLAIN];

    /** Binds a shard's socket. */
    DtlsListener(TurnListener listener, TurnWorker worker, Supplier<TlsIdentity> identity, Admission admission)
            throws IOException {
        super(listener, worker);
        this.identity = identity;
        this.admission = admission;
    }

    @Override
    void endClients() {
        everyClient().forEach(DtlsClient::end);
        worker().endAllOf(listener().name());
    }

    @Override
    void take(Datagram packet, long nowNanos) {
        DtlsClient client = clients.ofSource(packet);
        if (packet.length() < RECORD_HEADER) {
            worker().commons().metrics().dropped(DropReason.MALFORMED);
        } else if (client == null || (client.isOpen() && isHandshakeWithoutKeys(packet))) {
            greet(packet, nowNanos);
        } else {
            client.take(packet.toByteArray(), nowNanos);
            if (client.isOver()) {
                client.end();
            }
        }
    }

    /** That of somebody new, or of a client that has lost what it had (RFC 6347 section 4.2.8). */
    private static boolean isHandshakeWithoutKeys(Datagram packet) {
        return packet.data().get(JAVA_BYTE, 0) == ContentType.handshake
                && packet.data().get(JAVA_BYTE, EPOCH_AT) == 0
                && packet.data().get(JAVA_BYTE, EPOCH_AT + 1) == 0;
    }

    private void greet(Datagram packet, long nowNanos) {
        TransportAddress source = packet.source();
        if (!isHandshakeWithoutKeys(packet)) {
            worker().commons().metrics().dropped(DropReason.UNEXPECTED);
        } else if (worker().mayAnswerStranger(source.socketAddress().getAddress(), nowNanos)) {
            byte[] hello = packet.toByteArray();
            DTLSRequest request =
                    cookies.verifyRequest(nameOf(source), hello, 0, hello.length, new CookieSender(source));
            if (request != null) {
                shakeHands(source, request, nowNanos);
            }
        }
    }

    private static byte[] nameOf(TransportAddress source) {
        byte[] host = source.socketAddress().getAddress().getAddress();
        return ByteBuffer.allocate(host.length + Integer.BYTES)
                .put(host)
                .putInt(source.socketAddress().getPort())
                .array();
    }

    private void shakeHands(TransportAddress source, DTLSRequest hello, long nowNanos) {
        DtlsClient before = clients.get(source);
        if (before != null) {
            before.end();
        }
        InetAddress host = source.socketAddress().getAddress();
        ConnectionLimits handshakes = admission.dtlsHandshakes();
        ConnectionLimits associations = admission.connections();
        if (!handshakes.take(host)) {
            return;
        }
        if (!associations.take(host)) {
            handshakes.giveBack(host);
            return;
        }
        LiveObjects.Token token = worker().commons().liveObjects().begin("turn-dtls-association");
        DtlsLink link =
                new DtlsLink(worker().thread()::execute, datagram -> send(datagram, 0, datagram.length, source));
        DtlsClient client = new DtlsClient(listener(), source, worker(), link, record, nowNanos, () -> {
            clients.remove(source);
            associations.giveBack(host);
            token.end();
        });
        clients.put(source, client);
        client.shakeHands(new DtlsServer(algorithms, identity.get(), admission.patience()), hello, failure -> {
            handshakes.giveBack(host);
            if (failure != null) {
                admission.handshakeFailed(failure);
            }
        });
    }

    private void send(byte[] from, int at, int length, TransportAddress to) {
        worker().inHand().fill(from, at, length);
        send(worker().inHand(), to);
    }

    @Override
    void tick(long nowNanos) {
        everyClient().stream()
                .filter(client -> client.isOver() || client.isIdle(nowNanos, IDLE_NANOS))
                .forEach(DtlsClient::end);
    }

    private List<DtlsClient> everyClient() {
        List<DtlsClient> all = new ArrayList<>();
        clients.forEach(all::add);
        return all;
    }

    /** Sends a stranger his cookie: HelloVerifyRequest is shorter than what asked for it. */
    private final class CookieSender implements DatagramSender {
        private final TransportAddress to;

        CookieSender(TransportAddress to) {
            this.to = to;
        }

        @Override
        public int getSendLimit() {
            return DtlsLink.HANDSHAKE_LENGTH;
        }

        @Override
        public void send(byte[] from, int at, int length) {
            DtlsListener.this.send(from, at, length, to);
        }
    }
}
