package org.sallyport.service.sip.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.dialog.Dialog;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent;

/**
 * Our requests in a call: where each goes, and who waits for what comes of it. A response that nobody waits for can only
 * be a 2xx to an INVITE, again or from another fork. Owned by the call's thread.
 */
final class Exchanges {
    private final Call call;
    private final CallServices services;
    private final Ladder ladder;
    private final Routing routing;
    private final Authentication authentication;
    private final Map<OutgoingRequest, ClientExchange> pending = new HashMap<>();

    Exchanges(Call call, CallServices services, Ladder ladder) {
        this.call = call;
        this.services = services;
        this.ladder = ladder;
        this.routing = new Routing(services.targets());
        this.authentication =
                new Authentication(call.settings().sip().callServer().credentials());
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    // ---- -->

    /** Sends a request outside a dialog to the leg's next hop. */
    OutgoingRequest send(Leg leg, Request request, ClientExchange exchange) {
        return transmit(leg, leg.listener(), leg.peer(), request, exchange);
    }

    /** Sends a request inside a dialog. */
    OutgoingRequest send(Leg leg, Dialog dialog, Request request, ClientExchange exchange) {
        return transmit(leg, leg.listener(), routing.next(leg, dialog), request, exchange);
    }

    /** Cancels an INVITE that had a provisional response, where it went (RFC 3261 section 9.1). */
    void cancel(Leg leg, OutgoingRequest invite) {
        Request cancel = invite.createCancel();
        if (cancel != null) {
            transmit(leg, invite.listener(), invite.peer(), cancel, new Unheeded());
        }
    }

    private OutgoingRequest transmit(
            Leg leg, BoundListener from, NextHop to, Request request, ClientExchange exchange) {
        OutgoingRequest sent =
                services.endpoint().send(from, to, request, event -> call.post(new CallEvent.Signal(event)));
        ladder.sent(leg.party(), request);
        pending.put(sent, exchange);
        return sent;
    }

    /** No longer waits for an answer to a request; false when it came already. */
    boolean abandon(OutgoingRequest request) {
        boolean waited = pending.remove(request) != null;
        if (waited) {
            request.abandon();
        }
        return waited;
    }

    /** Acknowledges a 2xx, with the credentials of its INVITE (section 22.1), and again whenever it comes again. */
    void sendAck(Leg leg, Dialog dialog, Request invite, Request ack) {
        for (String name : List.of("Authorization", "Proxy-Authorization")) {
            Messages.headers(invite, name).forEach(header -> ack.addHeader((Header) header.clone()));
        }
        NextHop hop = routing.next(leg, dialog);
        leg.acked(dialog.remoteTag(), Messages.cseqNumber(ack), new Leg.SentAck(ack, hop));
        services.endpoint().sendAck(leg.listener(), hop, Messages.copy(ack));
        ladder.sent(leg.party(), ack);
    }

    // ---- <--

    void answered(OutgoingRequest request, Response response, long nanos) {
        ClientExchange exchange = pending.get(request);
        Leg leg = call.legOf(Messages.callId(response));
        services.metrics().responseReceived(leg.side(), response.getStatusCode());
        services.targets().heard(request.peer(), request.method(), response.getStatusCode());
        if (exchange == null) {
            successAgain(request, response);
            return;
        }
        if (response.getStatusCode() > 100) {
            ladder.received(leg.party(), response);
        }
        leg.heard(response);
        if (response.getStatusCode() >= 200) {
            pending.remove(request);
        }
        if (!answeredChallenge(leg, request, response, exchange)) {
            exchange.answered(request, response, nanos);
        }
    }

    /** The call server wants to know who we are: the request goes out again with the answer (RFC 3261 section 22.2). */
    private boolean answeredChallenge(Leg leg, OutgoingRequest request, Response response, ClientExchange exchange) {
        if (leg.side() != Side.INTERNAL || !Authentication.isChallenge(response) || !exchange.isWanted()) {
            return false;
        }
        Optional<Request> again = authentication.answer(request.request(), response);
        again.ifPresent(next -> {
            next.setHeader(request.listener().via(Messages.branch()));
            call.dialogs().numbered(leg.party(), Messages.cseqNumber(next));
            exchange.resent(transmit(leg, request.listener(), request.peer(), next, exchange));
        });
        return again.isPresent();
    }

    void unanswered(OutgoingRequest request, SipEvent.FailureCause cause) {
        ClientExchange exchange = pending.remove(request);
        if (exchange != null) {
            exchange.unanswered(request, cause);
        }
    }

    /**
     * A 2xx that came before is acknowledged again; one from another fork is acknowledged and ended (section 13.2.2.4).
     *
     * @param request null when its transaction is over
     */
    void successAgain(@Nullable OutgoingRequest request, Response response) {
        Leg leg = call.legOf(Messages.callId(response));
        boolean isSuccess = response.getStatusCode() / 100 == 2;
        if (!isSuccess || !Messages.cseq(response).getMethod().equals(Request.INVITE)) {
            return;
        }
        Leg.SentAck ack = leg.ackFor(Messages.toTag(response), Messages.cseqNumber(response));
        if (ack != null) {
            services.endpoint().sendAck(leg.listener(), ack.hop(), Messages.copy(ack.request()));
        } else if (request != null && leg != call.caller()) {
            call.invitation().unwantedFork(request, response);
        }
    }
}
