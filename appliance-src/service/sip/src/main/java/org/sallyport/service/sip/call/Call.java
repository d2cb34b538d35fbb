package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.CallSnapshot;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.core.calls.live.LiveCall;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.service.sip.media.CallMedia;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent;
import org.sallyport.service.sip.topology.Boundary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call: its two legs, and what is under way between them. It reads its mailbox on a virtual thread of its own;
 * {@link #post}, {@link #hangUp} and the views may be called from any thread, all else belongs to that thread.
 */
final class Call implements LiveCall, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    /** How long a call that is over stays in sight for its last messages, so that the record's ladder has them. */
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(2);

    private final CallId id;
    private final CallServices services;
    private final IncomingRequest invite;
    private final Settings settings;
    private final Boundary boundary;
    private final BlockingQueue<CallEvent> mailbox = new LinkedBlockingQueue<>();
    private final CallDeadlines deadlines;
    private final Ladder ladder;
    private final CallView view;
    private final CallMedia media;
    private final Permit permit;
    private final Leg caller;
    private final Dialogs dialogs;
    private final AwaitedAcks awaitedAcks;
    private final SessionTimers sessionTimers;
    private final Invitation invitation;
    private final MidCall midCall;
    private final Exchanges exchanges;
    private @Nullable Leg callee;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean forgotten;
    private boolean recorded;

    Call(CallServices services, CallId id, IncomingRequest invite, Permit permit) {
        this.id = id;
        this.services = services;
        this.invite = invite;
        this.permit = permit;
        this.settings = services.settings().get();
        this.boundary = services.boundary().get();
        this.deadlines = new CallDeadlines(services.deadlines(), this::post);
        this.ladder = new Ladder(services.clock());
        this.caller = Leg.ofCaller(invite);
        this.view = new CallView(id, services.clock(), caller.side(), caller.snapshot(false));
        this.media = services.media().open(id);
        this.exchanges = new Exchanges(this, services, ladder);
        this.dialogs = new Dialogs(this, services.calls(), services.liveObjects());
        this.awaitedAcks = new AwaitedAcks(this, services.timers());
        this.sessionTimers = new SessionTimers(this, services);
        this.invitation = new Invitation(this, services, invite);
        this.midCall = new MidCall(this, services);
    }

    @Override
    public void run() {
        LiveObjects.Token token = services.liveObjects().begin("sip-call");
        services.liveCalls().begin(this);
        try {
            invitation.begin();
            while (!isFinished()) {
                handle(mailbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("call {} ends by a defect of ours", id, defect);
            hangUpNow(new Disposition(
                    Outcome.FAILED, null, "A defect of this system ended the call; its log tells more."));
        } finally {
            release();
            token.end();
        }
    }

    private boolean isFinished() {
        return view.isEnded() && (forgotten || (exchanges.isEmpty() && !invitation.isOpen() && awaitedAcks.isEmpty()));
    }

    private void release() {
        dialogs.close(invite.request());
        deadlines.close();
        media.close();
        permit.release();
        record();
        over.complete(null);
    }

    /** Completes when nothing of the call is left; from any thread. */
    CompletableFuture<Void> over() {
        return over.copy();
    }

    private void record() {
        if (!recorded) {
            recorded = true;
            services.liveCalls().end(this);
        }
    }

    // ---- the mailbox

    void post(CallEvent event) {
        mailbox.add(event);
    }

    private void handle(CallEvent event) {
        switch (event) {
            case CallEvent.Passed(Runnable action) -> action.run();
            case CallEvent.HangUp(Disposition disposition) -> hangUpNow(disposition);
            case CallEvent.ListenersChanged _ -> {
                relocate(caller);
                relocate(callee);
            }
            case CallEvent.Signal(SipEvent signal) -> {
                switch (signal) {
                    case SipEvent.RequestReceived(IncomingRequest request) -> received(request);
                    case SipEvent.ResponseReceived(OutgoingRequest request, Response response, long nanos) ->
                        exchanges.answered(request, response, nanos);
                    case SipEvent.RequestFailed(OutgoingRequest request, SipEvent.FailureCause cause) ->
                        exchanges.unanswered(request, cause);
                    case SipEvent.StrayResponse stray -> exchanges.successAgain(null, stray.response());
                }
            }
        }
    }

    /**
     * The listener of a leg may be gone. Another one that speaks the same takes its place in a call that stands, and the
     * party is told; else the call is over.
     */
    private void relocate(@Nullable Leg leg) {
        if (leg == null || isEnded() || !leg.listener().isClosed()) {
            return;
        }
        Optional<BoundListener> next =
                services.endpoint().listener(leg.side(), leg.listener().transport());
        if (next.isPresent() && dialogs.answered() != null) {
            leg.moveTo(next.get(), leg.peer());
            changed();
            Refreshment.ofSession(this, services, leg.party()).begin();
        } else {
            hangUpNow(new Disposition(
                    Outcome.DISCONNECTED, null, "The listener that the call used was taken out of the settings."));
        }
    }

    /** Takes note of a request without acting on it. */
    void received(Leg leg, IncomingRequest request) {
        ladder.received(leg.party(), request.request());
        leg.heard(request);
    }

    private void received(IncomingRequest request) {
        Leg leg = legOf(Messages.callId(request.request()));
        received(leg, request);
        switch (request.method()) {
            case Request.CANCEL -> cancelled(leg, request);
            case Request.ACK -> awaitedAcks.acknowledged(leg.party(), request);
            default -> midCall.received(leg, request);
        }
    }

    /** The CANCEL is answered first, then what it cancels (RFC 3261 section 9.2). */
    private void cancelled(Leg leg, IncomingRequest cancel) {
        Optional<Runnable> effect = leg == caller && invitation.isNamedBy(cancel)
                ? Optional.of(invitation::abandonedByCaller)
                : midCall.cancellation(leg, cancel);
        respond(leg, cancel, effect.isPresent() ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        effect.ifPresent(Runnable::run);
    }

    // ---- what the exchanges use

    CallTable calls() {
        return services.calls();
    }

    Settings settings() {
        return settings;
    }

    Boundary boundary() {
        return boundary;
    }

    CallMedia media() {
        return media;
    }

    CallView view() {
        return view;
    }

    Exchanges exchanges() {
        return exchanges;
    }

    Dialogs dialogs() {
        return dialogs;
    }

    AwaitedAcks awaitedAcks() {
        return awaitedAcks;
    }

    MidCall midCall() {
        return midCall;
    }

    SessionTimers sessionTimers() {
        return sessionTimers;
    }

    Invitation invitation() {
        return invitation;
    }

    Leg caller() {
        return caller;
    }

    /** The leg to the callee, which is there from the first INVITE on. */
    Leg callee() {
        return Objects.requireNonNull(callee);
    }

    void callee(Leg leg) {
        callee = leg;
        changed();
    }

    Leg leg(Party party) {
        return switch (party) {
            case CALLER -> caller;
            case CALLEE -> callee();
        };
    }

    Leg legOf(String signallingId) {
        Leg other = callee;
        return other != null && other.callId().equals(signallingId) ? other : caller;
    }

    void respond(Leg leg, IncomingRequest request, Response response) {
        services.metrics().responseSent(leg.side(), response.getStatusCode());
        request.respond(response);
        if (response.getStatusCode() > 100) {
            ladder.sent(leg.party(), response);
        }
    }

    void respond(Leg leg, IncomingRequest request, int status) {
        respond(leg, request, request.response(status));
    }

    /** Starts a deadline whose action runs on the call's thread. */
    Deadline after(String type, Duration delay, Runnable action) {
        return deadlines.after(type, delay, action);
    }

    /** The view is to be drawn anew: a party, a hold or the streams changed. */
    void changed() {
        Leg other = callee;
        LegSnapshot otherView = other == null ? null : other.snapshot(media.heldBy(other.side()));
        view.legs(caller.snapshot(media.heldBy(caller.side())), otherView);
        services.liveCalls().changed(this);
    }

    void alerting() {
        view.alerting();
        changed();
    }

    void connected() {
        permit.bandwidth(media.bandwidthKbps());
        view.connected();
        changed();
        new MediaWatch(this, services).start();
    }

    // ---- the end

    boolean isEnded() {
        return view.isEnded();
    }

    /** The call is over, whatever messages are still under way. The first disposition holds. */
    void end(Disposition disposition) {
        if (view.isEnded()) {
            return;
        }
        sessionTimers.close();
        // The figures are final only then: part of them is the kernel's.
        media.close();
        view.ended(disposition, media.streams());
        permit.release();
        services.liveCalls().changed(this);
        after("sip-call-record", LAST_MESSAGES, this::record);
        // A BYE may have to wait for the caller's ACK first, and then for its answer.
        after(
                "sip-call-forget",
                services.timers()
                        .giveUp()
                        .multipliedBy(2)
                        .plus(services.timers().t2()),
                () -> forgotten = true);
    }

    /** Ends the call from our side: both parties are told. */
    void hangUpNow(Disposition disposition) {
        if (!view.isEnded()) {
            end(disposition);
            invitation.abort(disposition);
            midCall.bye(Party.CALLER);
            midCall.bye(Party.CALLEE);
        }
    }

    // ---- LiveCall

    @Override
    public CallId id() {
        return id;
    }

    @Override
    public CallSnapshot snapshot() {
        return view.isEnded() ? view.latest() : view.with(media.streams());
    }

    @Override
    public List<LadderEvent> ladder() {
        return ladder.events();
    }

    @Override
    public void hangUp(Disposition disposition) {
        post(new CallEvent.HangUp(disposition));
    }
}
