package org.sallyport.service.turn.engine;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.connection.ConnectionRelay;

/** Connect (RFC 6062 section 5.2). */
final class ConnectHandler {
    private final TurnWorker worker;

    ConnectHandler(TurnWorker worker) {
        this.worker = worker;
    }

    Answer handle(Request request, Allocation allocation) {
        InetSocketAddress peer = request.message().get(StunAttributes.XOR_PEER_ADDRESS);
        if (peer == null) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        if (allocation.relayTo(peer) == null) {
            return Answer.failure(ErrorCode.PEER_ADDRESS_FAMILY_MISMATCH);
        }
        if (!(allocation.relayTo(peer) instanceof ConnectionRelay relay)) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        if (!worker.commons().rules().get().permits(request.client().tuple().side(), peer)) {
            return Answer.failure(ErrorCode.FORBIDDEN);
        }
        if (relay.isConnected(peer)) {
            return Answer.failure(ErrorCode.CONNECTION_ALREADY_EXISTS);
        }
        if (relay.isFull()) {
            return Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
        }
        CompletionStage<OptionalInt> connected = relay.connect(peer, allocation, worker.thread());
        return new Answer.Later(connected.thenApply(ConnectHandler::answer));
    }

    private static Answer answer(OptionalInt id) {
        return id.isPresent()
                ? Answer.success(StunAttributes.CONNECTION_ID.of(id.getAsInt()))
                : Answer.failure(ErrorCode.CONNECTION_TIMEOUT_OR_FAILURE);
    }
}
