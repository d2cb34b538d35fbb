package org.sallyport.service.sip.call;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.dialog.Dialog;
import org.sallyport.service.sip.dialog.DialogId;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** Requests inside the dialogs of a call (RFC 3261 section 12.2), and its BYEs (section 15). */
final class MidCall {
    /** Upper bound of a random wait that overlapping requests are told to keep (section 14.2), seconds. */
    private static final int OVERLAP_RETRY_SECONDS = 10;

    private final Call call;
    private final CallServices services;
    /** The re-INVITE under way from each party; there is at most one a leg. */
    private final Map<Party, Reinvitation> reinvitations = new HashMap<>();
    /** Our own re-INVITEs under way. */
    private final Set<Refreshment> asking = new HashSet<>();
    /** The parties whose offer in an UPDATE is not answered yet. */
    private final Set<Party> offering = EnumSet.noneOf(Party.class);

    private final Set<DialogId> left = new HashSet<>();
    private boolean callerConfirmed;
    private boolean byeToCallerWaits;

    MidCall(Call call, CallServices services) {
        this.call = call;
        this.services = services;
    }

    void received(Leg from, IncomingRequest request) {
        Request message = request.request();
        DialogPair pair = call.dialogs().of(from.party(), message);
        if (pair == null) {
            call.respond(from, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        Dialog dialog = pair.of(from.party());
        if (!dialog.inOrder(message)) {
            overlapping(from, request);
            return;
        }
        pair.set(from.party(), dialog.received(message));
        if (message.getMethod().equals(Request.BYE)) {
            byeReceived(from, pair, request);
        } else if (call.isEnded()) {
            call.respond(from, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (message.getMethod().equals(Request.INVITE)) {
            reinvite(from, pair, request);
        } else if (message.getMethod().equals(Request.PRACK)) {
            prackReceived(from, pair, request);
        } else if (message.getMethod().equals(Request.UPDATE) && Bodies.hasDescription(message)) {
            update(from, pair, request);
        } else if (isMereRefresh(from, message)) {
            refreshed(from, pair, request);
        } else {
            Passage.of(call, pair, from, request).begin();
        }
    }

    // ---- PRACK (RFC 3262) and UPDATE (RFC 3311)

    private void prackReceived(Leg from, DialogPair pair, IncomingRequest prack) {
        Optional<ReliableResponses.Unacknowledged> acknowledged =
                from.party() == Party.CALLER ? call.invitation().acknowledgedBy(prack.request()) : Optional.empty();
        acknowledged.ifPresentOrElse(
                response -> {
                    if (response.offered() && Bodies.hasDescription(prack.request())) {
                        pair.offerIsAnswered();
                    }
                    Passage.ofPrack(call, pair, from, prack, response).begin();
                },
                () -> call.respond(from, prack, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
    }

    /** Acknowledges a reliable response of the callee that the caller could not. */
    void prack(DialogPair pair, String rack) {
        Leg callee = call.callee();
        Request prack = pair.sending(Party.CALLEE)
                .request(Request.PRACK, callee.listener().via(Messages.branch()));
        prack.setHeader(Messages.header("RAck", rack));
        call.exchanges().send(callee, pair.of(Party.CALLEE), prack, new Unheeded());
    }

    /** An UPDATE with an offer may not cross another offer (section 5.2). */
    private void update(Leg from, DialogPair pair, IncomingRequest update) {
        if (isOffering(from.party())) {
            overlapping(from, update);
        } else if (meetsAnOffer(from)) {
            call.respond(from, update, Response.REQUEST_PENDING);
        } else {
            Passage.of(call, pair, from, update).begin();
        }
    }

    /** Whether a party waits for the answer to an offer of its own. */
    private boolean isOffering(Party party) {
        return reinvitations.containsKey(party) || offering.contains(party);
    }

    /** Whether an offer is on its way to a party, from the other one or from us. */
    private boolean meetsAnOffer(Leg party) {
        return !asking.isEmpty() || isOffering(Parties.other(party.party()));
    }

    void offerPassed(Party from) {
        offering.add(from);
    }

    void offerAnswered(Party from) {
        offering.remove(from);
    }

    /** An UPDATE that only refreshes the session of its leg, or one that the other party would not understand. */
    private boolean isMereRefresh(Leg from, Request message) {
        return message.getMethod().equals(Request.UPDATE)
                && (SessionTimers.isRefresh(message)
                        || !call.leg(Parties.other(from.party())).allows(Request.UPDATE));
    }

    private void refreshed(Leg from, DialogPair pair, IncomingRequest update) {
        pair.set(from.party(), pair.of(from.party()).refreshedBy(update.request()));
        Response response = update.response(Response.OK);
        response.setHeader(
                from.listener().contact(call.leg(Parties.other(from.party())).user()));
        if (SessionTimers.isRefresh(update.request())) {
            call.sessionTimers().accept(from.party(), update.request(), response);
        }
        call.respond(from, update, response);
    }

    /** Whether an offer of either party or of ours is under way. */
    boolean isBusy() {
        return !reinvitations.isEmpty() || !offering.isEmpty() || !asking.isEmpty();
    }

    /** A re-INVITE of ours goes out. */
    void asking(Refreshment ours) {
        asking.add(ours);
    }

    /** A re-INVITE of ours is answered, or will not be. */
    void asked(Refreshment ours) {
        asking.remove(ours);
    }

    // ---- re-INVITE

    private void reinvite(Leg from, DialogPair pair, IncomingRequest request) {
        if (isOffering(from.party()) || pair != call.dialogs().answered()) {
            overlapping(from, request);
        } else if (meetsAnOffer(from) || call.awaitedAcks().isAwaited(Parties.other(from.party()))) {
            call.respond(from, request, Response.REQUEST_PENDING);
        } else {
            Reinvitation reinvitation = new Reinvitation(call, services, pair, from, request);
            reinvitations.put(from.party(), reinvitation);
            reinvitation.begin();
        }
    }

    void over(Reinvitation reinvitation) {
        reinvitations.values().remove(reinvitation);
    }

    /** What a CANCEL does to a re-INVITE; empty when there is none of that branch. */
    Optional<Runnable> cancellation(Leg from, IncomingRequest cancel) {
        return Optional.ofNullable(reinvitations.get(from.party()))
                .filter(reinvitation -> reinvitation.isNamedBy(cancel))
                .map(reinvitation -> reinvitation::abandoned);
    }

    private void overlapping(Leg from, IncomingRequest request) {
        Response response = request.response(Response.SERVER_INTERNAL_ERROR);
        int seconds = Integer.parseInt(Ids.hex(4), 16) % (OVERLAP_RETRY_SECONDS + 1);
        response.setHeader(Messages.header("Retry-After", Integer.toString(seconds)));
        call.respond(from, request, response);
    }

    // ---- BYE

    private void byeReceived(Leg from, DialogPair pair, IncomingRequest bye) {
        call.respond(from, bye, Response.OK);
        left.add(pair.of(from.party()).id());
        if (call.isEnded()) {
            return;
        }
        boolean byCaller = from.party() == Party.CALLER;
        if (call.dialogs().answered() == pair) {
            Party other = Parties.other(from.party());
            call.end(new Disposition(
                    Outcome.COMPLETED, null, byCaller ? "The caller hung up." : "The called party hung up."));
            sendOrDefer(pair, other, bye.request());
        } else if (byCaller) {
            call.invitation().abandonedByCaller();
        }
    }

    /** Ends the answered dialog with a party, if there is one and it is not over. */
    void bye(Party party) {
        DialogPair pair = call.dialogs().answered();
        if (pair != null) {
            sendOrDefer(pair, party, null);
        }
    }

    /** Ends the dialog of a fork with a party. */
    void bye(DialogPair pair, Party party) {
        sendOrDefer(pair, party, null);
    }

    /** A caller may not be sent a BYE before its ACK or the end of the wait for it (section 15). */
    private void sendOrDefer(DialogPair pair, Party party, @Nullable Request cause) {
        if (party == Party.CALLER && !callerConfirmed) {
            byeToCallerWaits = true;
        } else {
            sendBye(pair, party, cause);
        }
    }

    private void sendBye(DialogPair pair, Party party, @Nullable Request cause) {
        if (!left.add(pair.of(party).id())) {
            return;
        }
        Leg leg = call.leg(party);
        Request bye = pair.sending(party).request(Request.BYE, leg.listener().via(Messages.branch()));
        if (cause != null) {
            call.boundary().headers().pass(cause, leg.side().opposite(), bye);
        }
        OutgoingRequest sent = call.exchanges().send(leg, pair.of(party), bye, new Farewell());
        call.after("sip-bye", services.timers().giveUp(), () -> {
            if (call.exchanges().abandon(sent)) {
                services.metrics().expired("bye");
            }
        });
    }

    /** The caller has the answer, or was waited for long enough. */
    void callerConfirmed(boolean acknowledged) {
        callerConfirmed = true;
        DialogPair pair = call.dialogs().answered();
        if (byeToCallerWaits && pair != null) {
            sendBye(pair, Party.CALLER, null);
        } else if (!acknowledged) {
            lostAck();
        }
    }

    void lostAck() {
        services.metrics().expired("ack");
        call.hangUpNow(new Disposition(Outcome.EXPIRED, null, "The answer was never acknowledged."));
    }

    /** Waits for the answer to a BYE; any answer will do, and none ends the dialog too (section 15.1.1). */
    private final class Farewell implements ClientExchange {
        @Override
        public void answered(OutgoingRequest request, Response response, long nanos) {}

        @Override
        public void unanswered(OutgoingRequest request, FailureCause cause) {
            services.metrics().expired("bye");
        }
    }
}
