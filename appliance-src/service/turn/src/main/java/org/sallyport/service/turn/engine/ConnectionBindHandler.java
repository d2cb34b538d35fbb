package org.sallyport.service.turn.engine;

import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.connection.PeerConnection;
import org.sallyport.service.turn.connection.PeerConnections;

/** ConnectionBind (RFC 6062 section 5.4): on a connection of its own, which carries the peer's octets after the answer. */
final class ConnectionBindHandler {
    private final PeerConnections connections;

    ConnectionBindHandler(PeerConnections connections) {
        this.connections = connections;
    }

    Answer handle(Request request) {
        Integer id = request.message().get(StunAttributes.CONNECTION_ID);
        TurnClient client = request.client();
        if (id == null || !client.tuple().transport().isConnection() || client.allocation() != null) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        if (connections.isForeign(id, request.sender())) {
            return Answer.failure(ErrorCode.WRONG_CREDENTIALS);
        }
        PeerConnection withPeer = connections.claim(id, request.sender());
        return withPeer == null ? Answer.failure(ErrorCode.BAD_REQUEST) : new Answer.HandedOver(withPeer.clientHalf());
    }
}
