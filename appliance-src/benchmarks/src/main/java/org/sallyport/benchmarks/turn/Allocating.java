package org.sallyport.benchmarks.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** A client that makes an allocation for UDP (RFC 8656 section 7): asks as a stranger, is challenged, asks with credentials. */
final class Allocating {
    /** The channel of every client. */
    static final int CHANNEL = ChannelDataMessage.FIRST_CHANNEL;

    private static final Attribute<Integer> UDP = StunAttributes.REQUESTED_TRANSPORT.of(17);

    private final Link link;
    private final String nonce;
    private final InetSocketAddress relayed;

    Allocating(Link link) throws IOException {
        this.link = link;
        StunMessage stranger = StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, UDP);
        link.send(StunEncoder.encode(stranger, Ending.PLAIN));
        nonce = Objects.requireNonNull(answer().get(StunAttributes.NONCE), "a challenge without nonce");
        relayed = Objects.requireNonNull(
                request(StunMethod.ALLOCATE, UDP).get(StunAttributes.XOR_RELAYED_ADDRESS), "no relayed address");
    }

    InetSocketAddress relayed() {
        return relayed;
    }

    /** Binds {@link #CHANNEL} to a peer, which permits it too. */
    void bindChannel(InetSocketAddress peer) throws IOException {
        request(
                StunMethod.CHANNEL_BIND,
                StunAttributes.CHANNEL_NUMBER.of(CHANNEL),
                StunAttributes.XOR_PEER_ADDRESS.of(peer));
    }

    /** Ends the allocation. */
    void release() throws IOException {
        request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO));
    }

    private StunMessage request(StunMethod method, Attribute<?>... attributes) throws IOException {
        List<Attribute<?>> all = new ArrayList<>(List.of(attributes));
        all.add(StunAttributes.USERNAME.of(Credential.USER));
        all.add(StunAttributes.REALM.of(Credential.REALM));
        all.add(StunAttributes.NONCE.of(nonce));
        StunMessage request = StunMessage.of(StunClass.REQUEST, method, all.toArray(Attribute<?>[]::new));
        link.send(StunEncoder.encode(request, Credential.KEY, Ending.PLAIN));
        StunMessage answer = answer();
        ErrorCode error = answer.get(StunAttributes.ERROR_CODE);
        if (error != null) {
            throw new IOException(method + " is refused: " + error);
        }
        return answer;
    }

    private StunMessage answer() throws IOException {
        return ((Decoded) StunDecoder.decode(link.receive())).message();
    }
}
