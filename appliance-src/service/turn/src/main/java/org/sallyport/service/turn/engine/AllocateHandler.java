package org.sallyport.service.turn.engine;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.AddressErrorCode;
import org.sallyport.protocol.stun.AddressFamily;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DatagramRelay;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.allocation.Quotas.Refusal;
import org.sallyport.service.turn.allocation.Quotas.Share;
import org.sallyport.service.turn.allocation.RelayPorts;
import org.sallyport.service.turn.allocation.RelayPorts.Leased;
import org.sallyport.service.turn.allocation.RelayedAddress;
import org.sallyport.service.turn.connection.ConnectionRelay;
import org.sallyport.service.turn.connection.PeerConnections;
import org.sallyport.service.turn.engine.Answer.Failure;
import org.sallyport.service.turn.engine.Answer.Success;

/** Allocate (RFC 8656 section 7.2, RFC 6062 section 5.1). */
final class AllocateHandler {
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final TurnWorker worker;

    AllocateHandler(TurnWorker worker) {
        this.worker = worker;
    }

    Answer handle(Request request) {
        // 2. the 5-tuple must be free, unless the same request came again
        Allocation there = request.client().allocation();
        if (there != null) {
            byte[] before = there.answerTo(request.message().id());
            return before == null ? Answer.failure(ErrorCode.ALLOCATION_MISMATCH) : new Answer.Again(before);
        }
        int refusal = refusal(request);
        if (refusal != 0) {
            return Answer.failure(refusal);
        }
        if (worker.commons().isClosing().getAsBoolean()) {
            return elsewhere(request.client().tuple());
        }
        return switch (worker.commons().quotas().take(request.sender().account())) {
            // 10. and 11.
            case Refusal.QUOTA -> Answer.failure(ErrorCode.ALLOCATION_QUOTA_REACHED);
            case Refusal.CAPACITY -> Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
            case Share share -> granted(request, share);
        };
    }

    /** Another server of the client's family, if there is one (RFC 8489 section 10): at the port that the client came to. */
    private Answer elsewhere(FiveTuple tuple) {
        AddressFamily family = AddressFamily.of(tuple.client().getAddress());
        return worker.commons().settings().get().alternateAddresses().stream()
                .filter(address -> AddressFamily.of(address) == family)
                .findFirst()
                .map(address -> new InetSocketAddress(address, tuple.server().getPort()))
                .<Answer>map(server -> new Failure(
                        ErrorCode.standard(ErrorCode.TRY_ALTERNATE),
                        List.of(StunAttributes.ALTERNATE_SERVER.of(server))))
                .orElse(Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY));
    }

    /** The code that a request is refused with for what it says, or 0. */
    private int refusal(Request request) {
        StunMessage message = request.message();
        // 3. only UDP is relayed, and TCP for clients that come by it
        Integer transport = message.get(StunAttributes.REQUESTED_TRANSPORT);
        if (transport == null) {
            return ErrorCode.BAD_REQUEST;
        }
        if (transport != UDP && transport != TCP) {
            return ErrorCode.UNSUPPORTED_TRANSPORT;
        }
        boolean ofDatagrams = message.has(StunAttributes.EVEN_PORT)
                || message.has(StunAttributes.RESERVATION_TOKEN)
                || message.has(StunAttributes.DONT_FRAGMENT);
        if (transport == TCP
                && (ofDatagrams || !request.client().tuple().transport().isConnection())) {
            return ErrorCode.BAD_REQUEST;
        }
        if (message.has(StunAttributes.MOBILITY_TICKET)
                && (transport == TCP || !worker.commons().settings().get().mobility())) {
            return ErrorCode.MOBILITY_FORBIDDEN;
        }
        // 5. to 9. which wishes go together
        AddressFamily family = message.get(StunAttributes.REQUESTED_ADDRESS_FAMILY);
        AddressFamily additional = message.get(StunAttributes.ADDITIONAL_ADDRESS_FAMILY);
        Boolean reserveNext = message.get(StunAttributes.EVEN_PORT);
        boolean hasToken = message.has(StunAttributes.RESERVATION_TOKEN);
        boolean contradictory = (hasToken && (reserveNext != null || family != null || additional != null))
                || (family != null && additional != null)
                || (additional != null && Boolean.TRUE.equals(reserveNext))
                || additional == AddressFamily.IPV4;
        if (contradictory) {
            return ErrorCode.BAD_REQUEST;
        }
        return family != null && !worker.commons().ports().supports(family)
                ? ErrorCode.ADDRESS_FAMILY_NOT_SUPPORTED
                : 0;
    }

    private Answer granted(Request request, Share share) {
        StunMessage message = request.message();
        Allocation allocation = worker.allocation(request, share);
        Long token = message.get(StunAttributes.RESERVATION_TOKEN);
        List<Attribute<?>> attributes = new ArrayList<>();
        boolean relays = token == null ? lease(allocation, message, attributes) : claim(allocation, token, attributes);
        if (!relays) {
            worker.commons().quotas().giveBack(share);
            return Answer.failure(ErrorCode.INSUFFICIENT_CAPACITY);
        }
        AddressFamily additional = message.get(StunAttributes.ADDITIONAL_ADDRESS_FAMILY);
        if (additional != null) {
            additional(allocation, message, additional, attributes);
        }
        Duration lifetime = Lifetimes.granted(request, worker.commons());
        allocation.refresh(lifetime, request.nowNanos());
        attributes.add(StunAttributes.LIFETIME.of(lifetime));
        attributes.add(
                StunAttributes.XOR_MAPPED_ADDRESS.of(request.client().tuple().client()));
        attributes.add(StunAttributes.SOFTWARE.of(TurnWorker.SOFTWARE));
        if (message.has(StunAttributes.MOBILITY_TICKET)) {
            attributes.add(
                    StunAttributes.MOBILITY_TICKET.of(worker.commons().tickets().issue(worker, allocation)));
        }
        worker.adopt(allocation);
        return new Success(attributes);
    }

    private boolean claim(Allocation allocation, long token, List<Attribute<?>> attributes) {
        Optional<DatagramRelay> reserved = worker.commons().ports().claim(worker.thread(), token);
        reserved.ifPresent(address -> relay(allocation, address, attributes));
        return reserved.isPresent();
    }

    private boolean lease(Allocation allocation, StunMessage message, List<Attribute<?>> attributes) {
        AddressFamily family = message.get(StunAttributes.REQUESTED_ADDRESS_FAMILY);
        boolean reserveNext = Boolean.TRUE.equals(message.get(StunAttributes.EVEN_PORT));
        Leased leased = leased(message, family == null ? AddressFamily.IPV4 : family, reserveNext);
        if (leased == null) {
            return false;
        }
        relay(allocation, leased.relayed(), attributes);
        if (leased.token() != null) {
            attributes.add(StunAttributes.RESERVATION_TOKEN.of(leased.token()));
        }
        return true;
    }

    /** The other family too; that it cannot be had does not undo the first (RFC 8656 section 7.2). */
    private void additional(
            Allocation allocation, StunMessage message, AddressFamily family, List<Attribute<?>> attributes) {
        boolean supported = worker.commons().ports().supports(family);
        Leased leased = supported ? leased(message, family, false) : null;
        if (leased == null) {
            int code = supported ? ErrorCode.INSUFFICIENT_CAPACITY : ErrorCode.ADDRESS_FAMILY_NOT_SUPPORTED;
            attributes.add(
                    StunAttributes.ADDRESS_ERROR_CODE.of(new AddressErrorCode(family, ErrorCode.standard(code))));
        } else {
            relay(allocation, leased.relayed(), attributes);
        }
    }

    private @Nullable Leased leased(StunMessage message, AddressFamily family, boolean reserveNext) {
        RelayPorts ports = worker.commons().ports();
        PeerConnections connections = worker.commons().connections();
        Integer transport = message.get(StunAttributes.REQUESTED_TRANSPORT);
        Optional<Leased> leased = transport != null && transport == TCP
                ? ports.lease(
                        family, (address, pair) -> new Leased(ConnectionRelay.bind(address, pair, connections), null))
                : ports.lease(worker.thread(), family, reserveNext);
        return leased.orElse(null);
    }

    private static void relay(Allocation allocation, RelayedAddress address, List<Attribute<?>> attributes) {
        allocation.relayAt(address);
        attributes.add(StunAttributes.XOR_RELAYED_ADDRESS.of(address.advertised()));
    }
}
