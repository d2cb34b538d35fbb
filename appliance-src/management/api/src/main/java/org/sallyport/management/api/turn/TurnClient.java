package org.sallyport.management.api.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.core.control.director.TurnCredential;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.LongTermCredential;
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

/** A client with at most one allocation, which {@link #close} gives back with the way. */
final class TurnClient implements AutoCloseable {
    private static final int UDP = 17;
    /** How long each sending of a message is waited for (RFC 8489 section 6.2.1, given up sooner: somebody looks on). */
    private static final int[] WAITS_MILLIS = {500, 1000, 1500};

    private final TurnWay way;
    private final TurnCredential credential;
    private String realm = "";
    private String nonce = "";
    private boolean isAllocated;

    TurnClient(TurnWay way, TurnCredential credential) {
        this.way = way;
        this.credential = credential;
    }

    /** The address and port that the server sees it come from. */
    InetSocketAddress mapped() throws IOException {
        StunMessage request = StunMessage.of(StunClass.REQUEST, StunMethod.BINDING);
        StunMessage answer =
                answer(request, StunEncoder.encode(request, Ending.FINGERPRINT)).message();
        return said(answer.get(StunAttributes.XOR_MAPPED_ADDRESS), "it does not say where it was asked from");
    }

    /**
     * Allocates (RFC 8656 section 7), of both families if the server has both.
     *
     * @return what peers know it by
     * @throws TurnRefusalException when the server refuses it
     */
    List<InetSocketAddress> allocate() throws IOException {
        StunMessage stranger =
                StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(UDP));
        learn(answer(stranger, StunEncoder.encode(stranger, Ending.FINGERPRINT)).message());
        StunMessage answer = request(
                StunMethod.ALLOCATE,
                StunAttributes.REQUESTED_TRANSPORT.of(UDP),
                StunAttributes.ADDITIONAL_ADDRESS_FAMILY.of(AddressFamily.IPV6));
        isAllocated = true;
        List<InetSocketAddress> relayed = answer.all(StunAttributes.XOR_RELAYED_ADDRESS);
        if (relayed.isEmpty()) {
            throw new IOException("it names no relayed address");
        }
        return relayed;
    }

    /** Lets peers send to the allocation, and be sent to (RFC 8656 section 10). */
    void permit(List<InetSocketAddress> peers) throws IOException {
        request(
                StunMethod.CREATE_PERMISSION,
                peers.stream().map(StunAttributes.XOR_PEER_ADDRESS::of).toArray(Attribute<?>[]::new));
    }

    /**
     * Sends from the allocation to its own relayed address, and waits for what comes from there (RFC 8656 section 11).
     *
     * @throws SocketTimeoutException when nothing does
     */
    void echo(InetSocketAddress relayed) throws IOException {
        Octets data = Octets.of(Ids.hex(32).getBytes(StandardCharsets.US_ASCII));
        StunMessage indication = StunMessage.of(
                StunClass.INDICATION,
                StunMethod.SEND,
                StunAttributes.XOR_PEER_ADDRESS.of(relayed),
                StunAttributes.DATA.of(data));
        exchange(
                StunEncoder.encode(indication, Ending.PLAIN),
                true,
                message -> data.equals(message.message().get(StunAttributes.DATA)));
    }

    private StunMessage request(StunMethod method, Attribute<?>... attributes) throws IOException {
        StunMessage answer = signed(method, attributes);
        ErrorCode error = answer.get(StunAttributes.ERROR_CODE);
        if (error != null && error.code() == ErrorCode.STALE_NONCE) {
            learn(answer);
            answer = signed(method, attributes);
            error = answer.get(StunAttributes.ERROR_CODE);
        }
        if (error != null) {
            throw new TurnRefusalException(method, error);
        }
        return answer;
    }

    private StunMessage signed(StunMethod method, Attribute<?>... attributes) throws IOException {
        List<Attribute<?>> all = new ArrayList<>(List.of(attributes));
        all.add(StunAttributes.USERNAME.of(credential.user()));
        all.add(StunAttributes.REALM.of(realm));
        all.add(StunAttributes.NONCE.of(nonce));
        all.add(StunAttributes.PASSWORD_ALGORITHMS.of(List.of(PasswordAlgorithm.SHA_256, PasswordAlgorithm.MD5)));
        all.add(StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.SHA_256));
        StunMessage request = StunMessage.of(StunClass.REQUEST, method, all.toArray(Attribute<?>[]::new));
        MessageKey key = LongTermCredential.messageKey(
                Integrity.SHA256, PasswordAlgorithm.SHA_256, credential.user(), realm, credential.password());
        Decoded answer = answer(request, StunEncoder.encode(request, key, Ending.PLAIN));
        if (answer.message().messageClass() == StunClass.SUCCESS && !answer.isSignedWith(key)) {
            throw new IOException("somebody who does not know the password answers");
        }
        return answer.message();
    }

    private void learn(StunMessage challenge) throws IOException {
        nonce = said(challenge.get(StunAttributes.NONCE), "it asks for no credentials");
        realm = said(challenge.get(StunAttributes.REALM), "it names no realm");
    }

    private static <T> T said(@Nullable T value, String otherwise) throws IOException {
        if (value == null) {
            throw new IOException(otherwise);
        }
        return value;
    }

    private Decoded answer(StunMessage request, byte[] octets) throws IOException {
        return exchange(
                octets, !way.isReliable(), message -> switch (message.message().messageClass()) {
                    case SUCCESS, ERROR -> message.message().id().equals(request.id());
                    case REQUEST, INDICATION -> false;
                });
    }

    /** Sends a message, again if need be, until one that is wanted comes. */
    private Decoded exchange(byte[] octets, boolean again, Predicate<Decoded> wanted) throws IOException {
        for (int i = 0; i < WAITS_MILLIS.length; i++) {
            if (i == 0 || again) {
                way.send(octets);
            }
            Decoded message = await(wanted, Duration.ofMillis(WAITS_MILLIS[i]));
            if (message != null) {
                return message;
            }
        }
        throw new SocketTimeoutException("nothing came back");
    }

    private @Nullable Decoded await(Predicate<Decoded> wanted, Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis();
                left > 0;
                left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
            byte[] octets = way.receive((int) left);
            if (octets != null && StunDecoder.decode(octets) instanceof Decoded message && wanted.test(message)) {
                return message;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        try (way) {
            if (isAllocated) {
                request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO));
            }
        }
    }
}
