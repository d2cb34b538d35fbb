package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.dialog.SessionInterval;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** One refresh of a session by us (RFC 4028 section 10): by UPDATE where the party allows it, else by re-INVITE. */
final class Refreshment implements ClientExchange {
    private static final int OWNER_FROM_MILLIS = 2_100;
    private static final int OWNER_TO_MILLIS = 4_000;
    private static final int OTHER_TO_MILLIS = 2_000;
    private static final int STEP_MILLIS = 10;

    private final Call call;
    private final CallServices services;
    private final Leg leg;
    private Duration minimum = Duration.ZERO;

    Refreshment(Call call, CallServices services, Party party) {
        this.call = call;
        this.services = services;
        this.leg = call.leg(party);
    }

    void begin() {
        DialogPair pair = call.dialogs().answered();
        if (pair == null || call.isEnded()) {
            return;
        }
        boolean update = leg.allows(Request.UPDATE);
        byte[] sdp = leg.lastSdpSent();
        if (!update && (sdp == null || call.midCall().isBusy())) {
            // A re-INVITE now would collide with the one under way, which refreshes the session itself.
            call.after("sip-refresh-retry", glareWait(), this::begin);
            return;
        }
        Request request = pair.sending(leg.party())
                .request(
                        update ? Request.UPDATE : Request.INVITE, leg.listener().via(Messages.branch()));
        request.setHeader(
                leg.listener().contact(call.leg(Parties.other(leg.party())).user()));
        call.sessionTimers().propose(leg.party(), request, minimum);
        if (!update && sdp != null) {
            Messages.body(request, sdp, "application/sdp");
        }
        call.exchanges().send(leg, pair.of(leg.party()), request, this);
    }

    @Override
    public void answered(OutgoingRequest request, Response response, long nanos) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        if (status < 300) {
            refreshed(request, response);
        } else if (status == Response.REQUEST_PENDING) {
            call.after("sip-refresh-retry", glareWait(), this::begin);
        } else if (status == SessionInterval.TOO_SMALL) {
            minimum = SessionInterval.minimum(response);
            begin();
        } else if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            gone();
        }
        // Any other refusal leaves the session until its end (section 10); the deadline for that runs.
    }

    private void refreshed(OutgoingRequest request, Response response) {
        DialogPair pair = call.dialogs().answered();
        if (pair == null) {
            return;
        }
        pair.set(leg.party(), pair.of(leg.party()).refreshedBy(response));
        if (request.method().equals(Request.INVITE)) {
            Request ack = pair.of(leg.party())
                    .ack(Messages.cseqNumber(request.request()), leg.listener().via(Messages.branch()));
            call.exchanges().sendAck(leg, pair.of(leg.party()), request.request(), ack);
        }
        call.sessionTimers().agreed(leg.party(), response);
    }

    @Override
    public void unanswered(OutgoingRequest request, FailureCause cause) {
        gone();
    }

    private void gone() {
        services.metrics().expired("refresh");
        call.hangUpNow(new Disposition(Outcome.EXPIRED, null, "A party did not answer the refresh of its session."));
    }

    /** RFC 3261 section 14.1: we own the Call-ID of the leg that we made, to the callee. */
    private Duration glareWait() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int millis = leg.party() == Party.CALLEE
                ? random.nextInt(OWNER_FROM_MILLIS, OWNER_TO_MILLIS + 1)
                : random.nextInt(0, OTHER_TO_MILLIS + 1);
        return Duration.ofMillis(millis - millis % STEP_MILLIS);
    }
}
