package org.sallyport.service.turn.engine;

import java.net.InetSocketAddress;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.peer.PeerRules;

/** CreatePermission (RFC 8656 section 10.2): all of the peers or none. */
final class CreatePermissionHandler {
    private final TurnWorker worker;

    CreatePermissionHandler(TurnWorker worker) {
        this.worker = worker;
    }

    Answer handle(Request request, Allocation allocation) {
        List<InetSocketAddress> peers = request.message().all(StunAttributes.XOR_PEER_ADDRESS);
        if (peers.isEmpty()) {
            return Answer.failure(ErrorCode.BAD_REQUEST);
        }
        if (!peers.stream().allMatch(peer -> allocation.hasFamily(AddressFamily.of(peer.getAddress())))) {
            return Answer.failure(ErrorCode.PEER_ADDRESS_FAMILY_MISMATCH);
        }
        Side side = request.client().tuple().side();
        PeerRules rules = worker.commons().rules().get();
        if (!peers.stream().allMatch(peer -> rules.permits(side, peer.getAddress()))) {
            return Answer.failure(ErrorCode.FORBIDDEN);
        }
        if (!allocation.hasRoomForPermissions(peers.size())) {
            return Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
        }
        peers.forEach(peer -> allocation.permit(peer, request.nowNanos()));
        return Answer.success();
    }
}
