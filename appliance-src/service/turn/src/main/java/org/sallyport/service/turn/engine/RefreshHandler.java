package org.sallyport.service.turn.engine;

import java.time.Duration;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.service.turn.allocation.Allocation;

/** Refresh (RFC 8656 section 8.2). */
final class RefreshHandler {
    private final TurnWorker worker;

    RefreshHandler(TurnWorker worker) {
        this.worker = worker;
    }

    Answer handle(Request request, Allocation allocation) {
        AddressFamily family = request.message().get(StunAttributes.REQUESTED_ADDRESS_FAMILY);
        if (family != null && !allocation.hasFamily(family)) {
            return Answer.failure(ErrorCode.PEER_ADDRESS_FAMILY_MISMATCH);
        }
        Duration wanted = request.message().get(StunAttributes.LIFETIME);
        if (wanted != null && wanted.isZero()) {
            if (family == null || allocation.giveUp(family)) {
                worker.end(allocation);
            }
            return Answer.success(StunAttributes.LIFETIME.of(Duration.ZERO));
        }
        Duration lifetime = Lifetimes.granted(request, worker.commons());
        allocation.refresh(lifetime, request.nowNanos());
        return Answer.success(StunAttributes.LIFETIME.of(lifetime));
    }
}
