package org.sallyport.service.turn.engine;

import java.net.InetSocketAddress;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DatagramRelay;

/** ChannelBind (RFC 8656 section 12.2). */
final class ChannelBindHandler {
    private final TurnWorker worker;

    ChannelBindHandler(TurnWorker worker) {
        this.worker = worker;
    }

    Answer handle(Request request, Allocation allocation) {
        Integer number = request.message().get(StunAttributes.CHANNEL_NUMBER);
        InetSocketAddress peer = request.message().get(StunAttributes.XOR_PEER_ADDRESS);
        if (number == null
                || number < ChannelDataMessage.FIRST_CHANNEL
                || number > ChannelDataMessage.LAST_CHANNEL
                || peer == null) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        if (!allocation.hasFamily(AddressFamily.of(peer.getAddress()))) {
            return Answer.failure(ErrorCode.PEER_ADDRESS_FAMILY_MISMATCH);
        }
        if (!worker.commons().rules().get().permits(request.client().tuple().side(), peer)) {
            return Answer.failure(ErrorCode.FORBIDDEN);
        }
        if (!(allocation.relayTo(peer) instanceof DatagramRelay)) {
            return Answer.failure(ErrorCode.FORBIDDEN);
        }
        return switch (allocation.bind(number, peer, request.nowNanos())) {
            case BOUND -> Answer.success();
            case CONFLICT -> Answer.failure(ErrorCode.BAD_REQUEST);
            case FULL -> Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
        };
    }
}
