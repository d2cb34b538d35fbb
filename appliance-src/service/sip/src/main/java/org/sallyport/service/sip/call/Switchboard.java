package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.service.sip.dialog.SessionInterval;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.SipEvent;
import org.sallyport.service.sip.topology.HeaderPolicy;

/**
 * Hands what the stack reports to the call it belongs to, begins calls, and answers what belongs to none. Runs on the
 * stack's threads and never blocks.
 */
public final class Switchboard implements Consumer<SipEvent> {
    private static final Duration RETRY_WHEN_CLOSING = Duration.ofSeconds(30);

    private final CallTable table;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile @Nullable CallServices services;

    public Switchboard(CallTable table) {
        this.table = table;
    }

    /** Opens for business; what came before is not answered. */
    public void open(CallServices callServices) {
        this.services = callServices;
    }

    @Override
    public void accept(SipEvent event) {
        CallServices now = services;
        if (now == null) {
            return;
        }
        switch (event) {
            case SipEvent.RequestReceived(IncomingRequest request) -> {
                now.metrics().request(request.listener().side(), request.method());
                request(now, request);
            }
            case SipEvent.StrayResponse stray -> {
                Response response = stray.response();
                Call call = table.byDialog(response, Messages.fromTag(response));
                if (call != null) {
                    call.post(new CallEvent.Signal(stray));
                }
            }
            case SipEvent.ResponseReceived _, SipEvent.RequestFailed _ ->
                throw new IllegalStateException("every request of ours has an owner");
        }
    }

    /**
     * Refuses new calls and ends those there are.
     *
     * @return completes when the last has gone
     */
    public CompletableFuture<Void> close(Disposition disposition) {
        closing.set(true);
        Collection<Call> calls = table.all();
        calls.forEach(call -> call.hangUp(disposition));
        return CompletableFuture.allOf(calls.stream().map(Call::over).toArray(CompletableFuture[]::new));
    }

    /** Lets each call see whether the listeners that it uses are still there. */
    public void listenersChanged() {
        table.all().forEach(call -> call.post(new CallEvent.ListenersChanged()));
    }

    private void request(CallServices now, IncomingRequest request) {
        Request message = request.request();
        if (Messages.toTag(message) != null) {
            inDialog(request);
            return;
        }
        switch (message.getMethod()) {
            case Request.ACK -> {}
            case Request.CANCEL -> cancel(request);
            case Request.INVITE -> invite(now, request);
            case Request.OPTIONS -> options(now, request);
            case Request.REGISTER -> register(now, request);
            case Request.BYE, Request.UPDATE, Request.PRACK, Request.INFO, Request.NOTIFY, Request.REFER ->
                answer(request, request.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
            default -> answer(request, notAllowed(request));
        }
    }

    private void inDialog(IncomingRequest request) {
        Call call = table.byDialog(request.request(), Messages.toTag(request.request()));
        boolean isAck = request.method().equals(Request.ACK);
        if (call != null) {
            Response refusal = isAck ? null : screen(request);
            if (refusal == null) {
                call.post(new CallEvent.Signal(new SipEvent.RequestReceived(request)));
            } else {
                answer(request, refusal);
            }
        } else if (!isAck) {
            answer(request, request.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
        }
    }

    private void cancel(IncomingRequest request) {
        Call call = table.byInvite(request.request());
        if (call == null) {
            answer(request, request.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
        } else {
            call.post(new CallEvent.Signal(new SipEvent.RequestReceived(request)));
        }
    }

    private void invite(CallServices now, IncomingRequest request) {
        Response refusal = screen(request);
        if (refusal == null
                && now.loopMark().loops(request.request(), request.listener().side())) {
            refusal = request.response(Response.LOOP_DETECTED);
        }
        if (refusal == null) {
            Response tooSmall = request.response(SessionInterval.TOO_SMALL);
            refusal = SessionTimers.tooSmall(now.settings().get().sip(), request.request(), tooSmall)
                    .orElse(null);
        }
        if (refusal == null) {
            refusal = closed(request);
        }
        if (refusal != null) {
            answer(request, refusal);
            return;
        }
        if (table.byInvite(request.request()) != null) {
            answer(request, request.response(Response.LOOP_DETECTED));
            return;
        }
        Permit permit = new Admitting(now).ask(request);
        if (permit != null) {
            Call call = new Call(now, CallId.random(), request, permit);
            table.enterInvite(request.request(), call);
            Thread.ofVirtual().name("sip-call-" + call.id()).start(call);
        }
    }

    private void register(CallServices now, IncomingRequest request) {
        Response refusal = screen(request);
        if (refusal == null) {
            refusal = closed(request);
        }
        if (refusal == null) {
            now.registrations().received(request);
        } else {
            answer(request, refusal);
        }
    }

    /** Asked by the inside, a device that is not there is none that could answer (RFC 3261 section 11.2). */
    private void options(CallServices now, IncomingRequest request) {
        boolean away = request.listener().side() == Side.INTERNAL
                && now.registrations().find(request.request().getRequestURI()) instanceof Registrations.Called.Away;
        answer(request, away ? request.response(Response.TEMPORARILY_UNAVAILABLE) : capabilities(request));
    }

    private @Nullable Response closed(IncomingRequest request) {
        if (!closing.get()) {
            return null;
        }
        Response refusal = request.response(Response.SERVICE_UNAVAILABLE);
        refusal.setHeader(Messages.header("Retry-After", Long.toString(RETRY_WHEN_CLOSING.toSeconds())));
        return refusal;
    }

    /** What makes us refuse a request before looking at its call (RFC 3261 sections 8.2.1 to 8.2.3 and 16.3). */
    private static @Nullable Response screen(IncomingRequest request) {
        Request message = request.request();
        if (!HeaderPolicy.isKnownMethod(message.getMethod())) {
            return notAllowed(request);
        }
        if (message.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader left && left.getMaxForwards() <= 0) {
            return request.response(Response.TOO_MANY_HOPS);
        }
        String encoding = Messages.value(message, "Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            Response refusal = request.response(Response.UNSUPPORTED_MEDIA_TYPE);
            refusal.setHeader(Messages.header("Accept-Encoding", "identity"));
            return refusal;
        }
        List<String> unsupported = Messages.tokens(message, "Require")
                .filter(tag -> !HeaderPolicy.isSupportedOption(tag))
                .toList();
        if (!unsupported.isEmpty()) {
            Response refusal = request.response(Response.BAD_EXTENSION);
            Messages.list(refusal, "Unsupported", unsupported);
            return refusal;
        }
        return null;
    }

    private static Response notAllowed(IncomingRequest request) {
        Response response = request.response(Response.METHOD_NOT_ALLOWED);
        Messages.list(response, "Allow", HeaderPolicy.allow());
        return response;
    }

    /** RFC 3261 section 11.2. */
    private static Response capabilities(IncomingRequest request) {
        Response response = request.response(Response.OK);
        Messages.list(response, "Allow", HeaderPolicy.allow());
        response.setHeader(Messages.header("Accept", "application/sdp"));
        Messages.list(response, "Supported", HeaderPolicy.supported());
        response.setHeader(request.listener().contact(null));
        return response;
    }

    private void answer(IncomingRequest request, Response response) {
        if (Messages.toTag(response) == null) {
            ((gov.nist.javax.sip.message.SIPResponse) response).setToTag(Messages.tag());
        }
        CallServices now = services;
        if (now != null) {
            now.metrics().responseSent(request.listener().side(), response.getStatusCode());
        }
        request.respond(response);
    }
}
