package org.sallyport.service.sip.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.admission.AdmissionDecision;
import org.sallyport.core.calls.admission.AdmissionDecision.Admitted;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.admission.CallAttempt;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.core.calls.live.SignallingProtocol;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/** Asks admission for each call before anything is held for it, and answers those that are refused. */
record Admitting(CallServices services) {
    /** The permit; null when the caller was refused. */
    @Nullable
    Permit ask(IncomingRequest invite) {
        Request request = invite.request();
        CallAttempt attempt = new CallAttempt(
                SignallingProtocol.SIP,
                invite.listener().side(),
                invite.source().address().getAddress().getHostAddress(),
                Messages.fromAddress(request).getURI().toString(),
                request.getRequestURI().toString(),
                0);
        return switch (services.admission().ask(attempt)) {
            case Admitted(Permit permit) -> permit;
            case Refused refused -> {
                refuse(invite, refused);
                yield null;
            }
        };
    }

    private void refuse(IncomingRequest invite, Refused refused) {
        Response response = invite.response(status(refused.reason()));
        Translation.tag(response, Messages.tag());
        refused.retryAfter().ifPresent(delay -> response.setHeader(retryAfter(delay)));
        invite.respond(response);
        services.metrics().refused(refused.reason());
        services.metrics().responseSent(invite.listener().side(), response.getStatusCode());
        Instant now = services.clock().instant();
        services.liveCalls()
                .refused(
                        SignallingProtocol.SIP,
                        now,
                        new Disposition(Outcome.REFUSED, response.getStatusCode(), refused.text()),
                        Leg.ofCaller(invite).snapshot(false),
                        List.of(event(now, false, invite.request()), event(now, true, response)));
    }

    private static LadderEvent event(Instant at, boolean sent, javax.sip.message.Message message) {
        return Ladder.event(at, Party.CALLER, sent, message);
    }

    private static javax.sip.header.Header retryAfter(Duration delay) {
        return Messages.header("Retry-After", Long.toString(Math.max(1, delay.toSeconds())));
    }

    /** All reasons are about our own load, which passes: 503 lets the caller go elsewhere or come back. */
    private static int status(AdmissionDecision.Reason reason) {
        return switch (reason) {
            case CALL_LIMIT,
                    BANDWIDTH_LIMIT,
                    SETUP_RATE,
                    REGISTRATION_LIMIT,
                    REGISTRATION_RATE,
                    MEDIA_PORTS,
                    MAINTENANCE,
                    SHUTTING_DOWN -> Response.SERVICE_UNAVAILABLE;
        };
    }
}
