package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.base.id.Ids;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.MalformedDescriptionException;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** The initial INVITE: from its arrival over the callee's responses to the caller's ACK. */
final class Invitation implements ClientExchange {
    private static final Duration RETRY_WHEN_UNREACHABLE = Duration.ofSeconds(30);

    private final Call call;
    private final CallServices services;
    private final IncomingRequest invite;
    private final Translation translation;
    private final Bodies bodies;
    private final boolean callerOffers;
    private final Deque<NextHop> hops = new ArrayDeque<>();

    private @Nullable Request template;
    private @Nullable OutgoingRequest sent;
    private @Nullable Deadline firstResponse;
    private @Nullable Deadline finalResponse;
    private boolean provisional;
    /** The callee need not answer any more: the caller gave up, or we did. */
    private boolean cancelled;
    /** The callee's final response is still to come. */
    private boolean calleePending;

    private boolean callerAnswered;
    private long addedNanos;

    Invitation(Call call, CallServices services, IncomingRequest invite) {
        this.call = call;
        this.services = services;
        this.invite = invite;
        this.translation = new Translation(call.boundary());
        this.bodies = new Bodies(call.media());
        this.callerOffers = Bodies.hasDescription(invite.request());
    }

    boolean isOpen() {
        return calleePending || !callerAnswered;
    }

    // ---- INVITE -->

    void begin() {
        call.received(call.caller(), invite);
        call.respond(call.caller(), invite, Response.TRYING);
        URI target = target();
        if (target == null) {
            fail(Failure.of(Response.NOT_FOUND, Outcome.UNREACHABLE, "The address called is no SIP address outside."));
            return;
        }
        hops.addAll(locate(target));
        NextHop first = usable(hops.peekFirst());
        if (first == null) {
            fail(unreachable());
            return;
        }
        Leg callee = newCallee(first);
        call.callee(callee);
        try {
            Request prepared = translation.invite(
                    invite.request(),
                    call.caller(),
                    callee,
                    target,
                    call.dialogs().calleeTag());
            bodies.pass(invite.request(), call.caller(), Role.OFFER, prepared, callee);
            template = prepared;
        } catch (MalformedDescriptionException e) {
            fail(Failure.of(Response.BAD_REQUEST, Outcome.FAILED, "The caller's session description is malformed."));
            return;
        } catch (PortsExhaustedException e) {
            fail(Failure.of(Response.SERVICE_UNAVAILABLE, Outcome.REFUSED, "No media port was free.")
                    .retryAfter(RETRY_WHEN_UNREACHABLE));
            return;
        }
        call.dialogs().expectCallee(callee);
        Duration ring = call.settings().sip().ringTimeout();
        finalResponse = call.after("sip-ring", ring, () -> expired(ring));
        tryNextHop();
    }

    /** What our INVITE names: the called user at the call server, or the address dialled. Null when it is our own. */
    private @Nullable URI target() {
        URI dialled = invite.request().getRequestURI();
        if (call.caller().side() == Side.EXTERNAL) {
            return atCallServer(dialled);
        }
        if (!(dialled instanceof SipURI uri) || services.endpoint().isOurs(uri.getHost(), uri.getPort())) {
            return null;
        }
        return (URI) uri.clone();
    }

    private URI atCallServer(URI dialled) {
        if (!(dialled instanceof SipURI uri)) {
            return (URI) dialled.clone();
        }
        var server = call.settings().sip().callServer();
        SipURI shown = (SipURI) call.boundary().uris().identity(uri, Side.INTERNAL);
        String user = shown.getUser() == null ? "" : shown.getUser() + "@";
        String port = server.port() == 0 ? "" : ":" + server.port();
        return Messages.sipUri("sip:" + user + org.sallyport.service.sip.stack.Hosts.bracketed(server.host()) + port);
    }

    private java.util.List<NextHop> locate(URI target) {
        return call.caller().side() == Side.EXTERNAL
                ? services.targets().callServer()
                : services.targets()
                        .of(
                                (SipURI) target,
                                Side.EXTERNAL,
                                call.caller().listener().transport());
    }

    private Leg newCallee(NextHop hop) {
        String callId = Ids.hex(32);
        var identity = Messages.toAddress(invite.request());
        return new Leg(Party.CALLEE, callId, identity, listenerFor(hop).orElseThrow(), hop);
    }

    private Optional<BoundListener> listenerFor(NextHop hop) {
        return services.endpoint().listener(call.caller().side().opposite(), hop.transport());
    }

    private @Nullable NextHop usable(@Nullable NextHop hop) {
        return hop != null && listenerFor(hop).isPresent() ? hop : null;
    }

    private void tryNextHop() {
        NextHop hop = hops.pollFirst();
        Request prepared = template;
        if (hop == null || prepared == null || usable(hop) == null) {
            fail(unreachable());
            return;
        }
        Leg callee = call.callee();
        callee.moveTo(listenerFor(hop).orElseThrow(), hop);
        Request request = Messages.copy(prepared);
        request.setHeader(callee.listener().via(Messages.branch()));
        request.setHeader(callee.listener().contact(call.caller().user()));
        Duration setup = call.settings().sip().setupTimeout();
        firstResponse = call.after("sip-setup", setup, () -> silent(setup));
        sent = call.send(callee, request, this);
        calleePending = true;
        addedNanos = System.nanoTime() - invite.receivedNanos();
    }

    // ---- <-- responses

    @Override
    public void answered(OutgoingRequest request, Response response, long nanos) {
        stop(firstResponse);
        int status = response.getStatusCode();
        if (status >= 200) {
            calleePending = false;
        }
        switch (status / 100) {
            case 1 -> provisional(request, response);
            case 2 -> accepted(request, response, nanos);
            default -> rejected(response);
        }
    }

    private void provisional(OutgoingRequest request, Response response) {
        boolean first = !provisional;
        provisional = true;
        if (cancelled) {
            if (first) {
                cancelCallee();
            }
            return;
        }
        if (response.getStatusCode() == Response.TRYING) {
            return;
        }
        DialogPair pair = call.dialogs().forkOf(invite.request(), request.request(), response);
        if (pair == null) {
            return;
        }
        Response ringing = translation.response(
                invite, call.callee(), call.caller(), pair.of(Party.CALLER).localTag(), response);
        try {
            bodies.pass(response, call.callee(), callerOffers ? Role.EARLY_ANSWER : Role.OFFER, ringing, call.caller());
        } catch (MalformedDescriptionException | PortsExhaustedException e) {
            // Ringing passes without it; the final response decides.
            ringing.removeContent();
        }
        call.respond(call.caller(), invite, ringing);
        call.alerting();
    }

    private void accepted(OutgoingRequest request, Response response, long nanos) {
        DialogPair pair = call.dialogs().forkOf(invite.request(), request.request(), response);
        if (pair == null) {
            return;
        }
        pair.set(Party.CALLEE, pair.of(Party.CALLEE).confirmedBy(response));
        if (cancelled) {
            acknowledge(pair, request.request(), null);
            call.midCall().bye(pair, Party.CALLEE);
            return;
        }
        stop(finalResponse);
        call.dialogs().answered(pair);
        pair.set(Party.CALLER, pair.of(Party.CALLER).confirmedByUs());
        Response success = translation.response(
                invite, call.callee(), call.caller(), pair.of(Party.CALLER).localTag(), response);
        try {
            bodies.pass(response, call.callee(), callerOffers ? Role.ANSWER : Role.OFFER, success, call.caller());
        } catch (MalformedDescriptionException | PortsExhaustedException e) {
            acknowledge(pair, request.request(), null);
            call.midCall().bye(pair, Party.CALLEE);
            fail(Failure.of(
                    Response.NOT_ACCEPTABLE_HERE, Outcome.FAILED, "The callee's session description cannot be used."));
            return;
        }
        boolean callerAnswersInAck = !callerOffers && Bodies.hasDescription(response);
        if (!callerAnswersInAck) {
            acknowledge(pair, request.request(), null);
        }
        callerAnswered = true;
        call.awaitedAcks().send(call.caller(), invite, success, ack -> {
            if (callerAnswersInAck) {
                acknowledge(pair, request.request(), ack);
            }
            call.midCall().callerConfirmed(ack != null);
        });
        services.metrics().setupAdded(addedNanos + System.nanoTime() - nanos);
        call.connected();
    }

    /** A 2xx of a fork after another one was taken (section 13.2.2.4). */
    void lateFork(OutgoingRequest request, Response response) {
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
            } catch (MalformedDescriptionException | PortsExhaustedException e) {
                call.hangUpNow(new Disposition(
                        Outcome.FAILED, null, "The caller's session description in its ACK cannot be used."));
            }
        }
        call.sendAck(callee, ack, pair.of(Party.CALLEE).remoteTag());
    }

    private void rejected(Response response) {
        if (cancelled) {
            return;
        }
        Response refusal = translation.response(invite, call.callee(), call.caller(), Messages.tag(), response);
        finish(
                refusal,
                new Disposition(
                        Outcome.REJECTED,
                        response.getStatusCode(),
                        "The called party answered " + Messages.summary(response) + "."));
    }

    @Override
    public void unanswered(OutgoingRequest request, FailureCause cause) {
        calleePending = false;
        stop(firstResponse);
        if (cancelled) {
            return;
        }
        if (provisional || hops.isEmpty()) {
            fail(unreachable());
        } else {
            tryNextHop();
        }
    }

    // ---- giving up

    /** The caller's CANCEL; false when it does not name this INVITE or comes too late (section 9.2). */
    boolean cancelled(IncomingRequest cancel) {
        if (!cancel.branch().equals(invite.branch())) {
            return false;
        }
        abandonedByCaller();
        return true;
    }

    /** The caller ends an early dialog by BYE (section 15.1.2). */
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

    private void silent(Duration setup) {
        services.metrics().expired("setup");
        OutgoingRequest waiting = sent;
        if (waiting != null && !hops.isEmpty()) {
            call.abandon(waiting);
            tryNextHop();
        } else {
            fail(Failure.of(
                    Response.REQUEST_TIMEOUT,
                    Outcome.UNREACHABLE,
                    "The next hop did not respond within " + setup.toSeconds() + " s."));
        }
    }

    private void expired(Duration ring) {
        services.metrics().expired("ring");
        fail(Failure.of(
                Response.REQUEST_TIMEOUT, Outcome.EXPIRED, "Nobody answered within " + ring.toSeconds() + " s."));
    }

    private static Failure unreachable() {
        return Failure.of(Response.SERVICE_UNAVAILABLE, Outcome.UNREACHABLE, "No next hop could be reached.")
                .retryAfter(RETRY_WHEN_UNREACHABLE);
    }

    private void fail(Failure failure) {
        Response response = tagged(failure.status());
        failure.retryAfter()
                .ifPresent(
                        delay -> response.setHeader(Messages.header("Retry-After", Long.toString(delay.toSeconds()))));
        finish(response, failure.disposition());
    }

    private void finish(Response toCaller, Disposition disposition) {
        stop(firstResponse);
        stop(finalResponse);
        callerAnswered = true;
        call.respond(call.caller(), invite, toCaller);
        cancelCallee();
        call.end(disposition);
    }

    /** A CANCEL may leave only after a provisional response (section 9.1); before one it waits for it. */
    private void cancelCallee() {
        cancelled = true;
        OutgoingRequest waiting = sent;
        if (waiting != null && calleePending && provisional) {
            Request cancel = waiting.createCancel();
            if (cancel != null) {
                call.send(call.callee(), cancel, new Unheeded());
                call.after("sip-cancelled-invite", services.timers().giveUp(), () -> giveUp(waiting));
            }
        }
    }

    private void giveUp(OutgoingRequest waiting) {
        if (calleePending) {
            calleePending = false;
            services.metrics().expired("cancel");
            call.abandon(waiting);
        }
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
