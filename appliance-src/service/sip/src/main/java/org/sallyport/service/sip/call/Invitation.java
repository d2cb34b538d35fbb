package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.URI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.dialog.SessionInterval;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.UnusableDescriptionException;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;

/** The set-up of a call: from the INVITE's arrival over the hops that are tried and the callee's responses to the caller's ACK. */
final class Invitation {
    private static final Duration RETRY_WITHOUT_PORTS = Duration.ofSeconds(30);
    private static final int MAX_REDIRECTIONS = 5;

    private final Call call;
    private final CallServices services;
    private final IncomingRequest invite;
    private final Destination destination;
    private final Translation translation;
    private final Bodies bodies;
    private final ReliableResponses reliable;
    private final boolean callerOffers;
    private final Deque<NextHop> hops = new ArrayDeque<>();

    /** What was sent so far, the last of it in force and the others withdrawn. */
    private final List<Attempt> attempts = new ArrayList<>();

    private @Nullable Request template;
    private @Nullable Deadline finalResponse;
    private Duration minimumSession = Duration.ZERO;
    private int redirections;
    private boolean callerAnswered;
    private long addedNanos;

    Invitation(Call call, CallServices services, IncomingRequest invite) {
        this.call = call;
        this.services = services;
        this.invite = invite;
        this.destination = Destination.of(call, services, invite);
        this.translation = new Translation(call.boundary());
        this.bodies = new Bodies(call.media());
        this.reliable = new ReliableResponses(call, services.timers(), invite);
        this.callerOffers = Bodies.hasDescription(invite.request());
    }

    boolean isOpen() {
        return !callerAnswered || attempts.stream().anyMatch(Attempt::isOpen);
    }

    // ---- INVITE -->

    void begin() {
        call.received(call.caller(), invite);
        call.respond(call.caller(), invite, Response.TRYING);
        Optional<URI> target = destination.target();
        if (target.isEmpty()) {
            fail(destination.nowhere());
            return;
        }
        hops.addAll(destination.hops(target.get()));
        if (hops.isEmpty()) {
            fail(destination.unreachable(destination.whyNoHop(target.get())));
            return;
        }
        NextHop first = hops.getFirst();
        Leg callee = new Leg(
                Party.CALLEE,
                Ids.hex(32),
                destination.identity(),
                destination.listenerFor(first).orElseThrow(),
                first);
        call.callee(callee);
        try {
            prepare(callee, target.get());
        } catch (UnusableDescriptionException e) {
            fail(Failure.of(
                    e.status(),
                    Outcome.FAILED,
                    "The caller's session description cannot be used: " + e.detail() + "."));
            return;
        } catch (PortsExhaustedException e) {
            fail(Failure.of(Response.SERVICE_UNAVAILABLE, Outcome.REFUSED, "No media port was free.")
                    .retryAfter(RETRY_WITHOUT_PORTS));
            return;
        }
        call.dialogs().expectCallee(callee);
        Duration ring = call.settings().sip().ringTimeout();
        finalResponse = call.after("sip-ring", ring, () -> expired(ring));
        tryNextHop();
    }

    private void prepare(Leg callee, URI target) throws UnusableDescriptionException, PortsExhaustedException {
        Request prepared = translation.invite(
                invite.request(), call.caller(), callee, target, call.dialogs().calleeTag());
        bodies.pass(invite.request(), call.caller(), Role.OFFER, prepared, callee);
        Replacement.translate(services.calls(), invite.request(), callee.side(), prepared);
        template = prepared;
    }

    private void tryNextHop() {
        NextHop hop = hops.pollFirst();
        Request prepared = template;
        if (hop == null || prepared == null) {
            fail(destination.unreachable(obstacles()));
            return;
        }
        Leg callee = call.callee();
        callee.moveTo(destination.listenerFor(hop).orElseThrow(), hop);
        Request request = Messages.copy(prepared);
        request.setHeader(callee.listener()
                .via(services.loopMark().branch(invite.request(), call.caller().side())));
        request.setHeader(callee.listener().contact(call.caller().user()));
        call.sessionTimers().propose(Party.CALLEE, request, minimumSession);
        call.media().expect(callee.side(), hop.address().getAddress());
        attempts.add(new Attempt(call, services, this, request));
        addedNanos = System.nanoTime() - invite.receivedNanos();
    }

    /** The same INVITE in another form to the hop that asked for it, with the next number. */
    private void tryAgain(Request changed, NextHop hop) {
        try {
            Messages.cseq(changed).setSeqNumber(Messages.cseqNumber(changed) + 1);
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
        template = changed;
        hops.addFirst(hop);
        tryNextHop();
    }

    // ---- <-- responses

    void provisional(OutgoingRequest request, Response response) {
        boolean isReliable = ReliableResponses.isReliable(response);
        if (response.getStatusCode() == Response.TRYING || (isReliable && !reliable.isNext(response))) {
            return;
        }
        DialogPair pair = call.dialogs().forkOf(invite.request(), request.request(), response);
        if (pair == null) {
            return;
        }
        Response ringing = translation.response(
                invite, call.callee(), call.caller(), pair.of(Party.CALLER).localTag(), response);
        Role role = !callerOffers ? Role.OFFER : isReliable ? Role.ANSWER : Role.EARLY_ANSWER;
        try {
            bodies.pass(response, call.callee(), role, ringing, call.caller());
        } catch (UnusableDescriptionException | PortsExhaustedException e) {
            // Ringing passes without it; the final response decides.
            ringing.removeContent();
        }
        if (!isReliable) {
            call.respond(call.caller(), invite, ringing);
        } else if (reliable.callerSupports()) {
            boolean offered = !callerOffers && Bodies.hasDescription(response);
            reliable.send(pair, response, ringing, offered, this::provisionalLost);
        } else {
            call.midCall().prack(pair, ReliableResponses.rack(response));
            ringing.removeHeader("Require");
            call.respond(call.caller(), invite, ringing);
        }
        call.alerting();
    }

    /** RFC 3262 section 3: the caller is not there any more. */
    private void provisionalLost() {
        services.metrics().expired("prack");
        fail(Failure.of(
                Response.SERVER_TIMEOUT, Outcome.EXPIRED, "The caller did not acknowledge a provisional response."));
    }

    /** What a PRACK of the caller acknowledges. */
    Optional<ReliableResponses.Unacknowledged> acknowledgedBy(Request prack) {
        return reliable.acknowledgedBy(prack);
    }

    void accepted(OutgoingRequest request, Response response, long nanos) {
        DialogPair pair = call.dialogs().forkOf(invite.request(), request.request(), response);
        if (pair == null) {
            return;
        }
        pair.set(Party.CALLEE, pair.of(Party.CALLEE).confirmedBy(response));
        stop(finalResponse);
        reliable.close();
        call.dialogs().answered(pair);
        pair.set(Party.CALLER, pair.of(Party.CALLER).confirmedByUs());
        Response success = translation.response(
                invite, call.callee(), call.caller(), pair.of(Party.CALLER).localTag(), response);
        boolean offered = !callerOffers && !pair.offerAnswered() && Bodies.hasDescription(response);
        try {
            bodies.pass(response, call.callee(), offered ? Role.OFFER : Role.ANSWER, success, call.caller());
        } catch (UnusableDescriptionException | PortsExhaustedException e) {
            acknowledge(pair, request.request(), null);
            call.midCall().bye(pair, Party.CALLEE);
            fail(Failure.of(
                    Response.NOT_ACCEPTABLE_HERE,
                    Outcome.FAILED,
                    "The callee's session description cannot be used: " + e.getMessage() + "."));
            return;
        }
        if (!offered) {
            acknowledge(pair, request.request(), null);
        }
        callerAnswered = true;
        call.sessionTimers().agreed(Party.CALLEE, response);
        call.sessionTimers().accept(Party.CALLER, invite.request(), success);
        call.awaitedAcks().send(call.caller(), invite, success, ack -> {
            if (offered) {
                acknowledge(pair, request.request(), ack);
            }
            call.midCall().callerConfirmed(ack != null);
        });
        services.metrics().setupAdded(addedNanos + System.nanoTime() - nanos);
        call.connected();
    }

    /** A 2xx that nobody waits for: of a fork after another one was taken (section 13.2.2.4), or of a withdrawn INVITE. */
    void unwantedFork(OutgoingRequest request, Response response) {
        DialogPair pair = call.dialogs().forkOf(invite.request(), request.request(), response);
        if (pair != null) {
            pair.set(Party.CALLEE, pair.of(Party.CALLEE).confirmedBy(response));
            acknowledge(pair, request.request(), null);
            call.midCall().bye(pair, Party.CALLEE);
        }
    }

    private void acknowledge(DialogPair pair, Request ourInvite, @Nullable IncomingRequest callerAck) {
        Leg callee = call.callee();
        Request ack = pair.of(Party.CALLEE)
                .ack(Messages.cseqNumber(ourInvite), callee.listener().via(Messages.branch()));
        if (callerAck != null) {
            try {
                bodies.pass(callerAck.request(), call.caller(), Role.ANSWER, ack, callee);
            } catch (UnusableDescriptionException | PortsExhaustedException e) {
                call.hangUpNow(new Disposition(
                        Outcome.FAILED, null, "The caller's session description in its ACK cannot be used."));
            }
        }
        call.exchanges().sendAck(callee, pair.of(Party.CALLEE), ourInvite, ack);
    }

    /** @param hopFailed whether it is the hop that failed, and not the callee that refused */
    void rejected(OutgoingRequest request, Response response, boolean hopFailed) {
        int status = response.getStatusCode();
        if (hopFailed && !hops.isEmpty()) {
            tryNextHop();
        } else if (status == SessionInterval.TOO_SMALL && minimumSession.isZero()) {
            minimumSession = SessionInterval.minimum(response);
            tryAgain(Messages.copy(request.request()), request.peer());
        } else if (status / 100 == 3 && redirectedInside(request, response)) {
            tryAgain(Objects.requireNonNull(template), request.peer());
        } else {
            refuse(response);
        }
    }

    private boolean redirectedInside(OutgoingRequest request, Response response) {
        Address contact = Messages.contactAddress(response);
        Optional<URI> next = contact == null ? Optional.empty() : destination.redirected(contact.getURI());
        if (next.isEmpty() || redirections++ >= MAX_REDIRECTIONS) {
            return false;
        }
        Request redirected = Messages.copy(request.request());
        redirected.setRequestURI(next.get());
        template = redirected;
        return true;
    }

    private void refuse(Response response) {
        Response refusal = translation.refusal(invite, call.callee(), call.caller(), response);
        Translation.tag(refusal, Messages.tag());
        finish(
                refusal,
                new Disposition(
                        Outcome.REJECTED,
                        response.getStatusCode(),
                        Authentication.isChallenge(response)
                                ? "The call server asked for a password that is not set or not right."
                                : "The called party answered " + Messages.summary(response) + "."));
    }

    /** A hop could not be reached. One that was heard of before has the call, and no other one is tried. */
    void unreached(boolean provisional) {
        if (provisional || hops.isEmpty()) {
            fail(destination.unreachable(obstacles()));
        } else {
            tryNextHop();
        }
    }

    /** A hop kept silent. */
    void silent(Attempt attempt) {
        if (!hops.isEmpty()) {
            tryNextHop();
        } else if (attempt.isDoubtful()) {
            fail(destination.unreachable(obstacles()));
        } else {
            fail(Failure.of(
                    Response.REQUEST_TIMEOUT,
                    Outcome.UNREACHABLE,
                    "The next hop did not respond within " + attempt.patience().toSeconds() + " s."));
        }
    }

    // ---- giving up

    /** Whether a CANCEL of the caller is for this INVITE (section 9.2). */
    boolean isNamedBy(IncomingRequest cancel) {
        return cancel.branch().equals(invite.branch());
    }

    /** The caller gives up, by CANCEL or by BYE in an early dialog (section 15.1.2); of no effect after the answer. */
    void abandonedByCaller() {
        if (!callerAnswered) {
            finish(
                    tagged(Response.REQUEST_TERMINATED),
                    new Disposition(Outcome.CANCELLED, Response.REQUEST_TERMINATED, "The caller gave up."));
        }
    }

    /** The call is ended from our side. */
    void abort(Disposition disposition) {
        if (!callerAnswered) {
            finish(tagged(Response.TEMPORARILY_UNAVAILABLE), disposition);
        }
    }

    private void expired(Duration ring) {
        services.metrics().expired("ring");
        fail(Failure.of(
                Response.REQUEST_TIMEOUT, Outcome.EXPIRED, "Nobody answered within " + ring.toSeconds() + " s."));
    }

    private String obstacles() {
        return attempts.stream()
                .flatMap(attempt -> attempt.obstacle().stream())
                .collect(Collectors.joining("; ", "No next hop could be reached: ", "."));
    }

    private void fail(Failure failure) {
        Response response = tagged(failure.status());
        failure.retryAfter()
                .ifPresent(
                        delay -> response.setHeader(Messages.header("Retry-After", Long.toString(delay.toSeconds()))));
        finish(response, failure.disposition());
    }

    private void finish(Response toCaller, Disposition disposition) {
        stop(finalResponse);
        reliable.close();
        callerAnswered = true;
        call.respond(call.caller(), invite, toCaller);
        attempts.forEach(Attempt::withdraw);
        call.end(disposition);
    }

    private Response tagged(int status) {
        Response response = invite.response(status);
        Translation.tag(response, Messages.tag());
        return response;
    }

    private static void stop(@Nullable Deadline deadline) {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
