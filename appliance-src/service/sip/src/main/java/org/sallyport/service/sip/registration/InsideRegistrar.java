package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sallyport.base.address.Side;
import org.sallyport.base.time.Deadline;
import org.sallyport.service.sip.call.Targets;
import org.sallyport.service.sip.route.HopOutcome;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** The call server as registrar: sends it our REGISTERs and waits for its answer, hop after hop. Thread-safe; blocks. */
final class InsideRegistrar {
    /** Enough for a request and three retransmissions of it over UDP, where somebody else can be asked or none answers. */
    private static final Duration PATIENCE_WITH_DOUBTFUL_HOP = Duration.ofSeconds(4);

    /** A call server that grants nothing shorter has its settings wrong. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final RegistrationServices services;
    private final InsideIdentities identities;
    /** The least that the call server has been found to grant (RFC 3261 section 21.4.17). */
    private final AtomicReference<Duration> least = new AtomicReference<>(Duration.ZERO);

    InsideRegistrar(RegistrationServices services, InsideIdentities identities) {
        this.services = services;
        this.identities = identities;
    }

    /** The final response, of the last hop if the others failed; empty when none was to be had. */
    Optional<Response> ask(InsideRegister register) {
        Duration minimum = least.get();
        boolean tooBrief =
                register.lifetime().isPositive() && register.lifetime().compareTo(minimum) < 0;
        InsideRegister first = tooBrief ? register.asking(minimum) : register;
        Optional<Response> answer = askEachHop(first);
        Optional<Duration> wanted = answer.flatMap(InsideRegistrar::minimumExpires)
                .filter(seconds -> seconds.compareTo(first.lifetime()) > 0 && seconds.compareTo(LONGEST) <= 0);
        if (wanted.isEmpty()) {
            return answer;
        }
        least.set(wanted.get());
        return askEachHop(first.asking(wanted.get()));
    }

    private static Optional<Duration> minimumExpires(Response response) {
        return response.getStatusCode() == Response.INTERVAL_TOO_BRIEF
                ? Messages.seconds(response, "Min-Expires")
                : Optional.empty();
    }

    private Optional<Response> askEachHop(InsideRegister register) {
        Targets targets = services.targets();
        Deque<NextHop> hops = new ArrayDeque<>(targets.callServer());
        Optional<Response> answer = Optional.empty();
        while (!hops.isEmpty()) {
            NextHop hop = hops.removeFirst();
            Optional<BoundListener> listener = services.endpoint().listener(Side.INTERNAL, hop.transport());
            if (listener.isEmpty()) {
                continue;
            }
            boolean brief = targets.isDoubtful(hop) || !hops.isEmpty();
            SipEvent event = exchange(register, hop, listener.get(), patience(brief));
            HopOutcome outcome = outcome(event);
            targets.note(hop, outcome);
            if (event instanceof SipEvent.ResponseReceived received) {
                answer = Optional.of(received.response());
            }
            if (!outcome.movesOn()) {
                return answer;
            }
        }
        return answer;
    }

    private Duration patience(boolean brief) {
        Duration usual = services.timers().giveUp();
        return brief && usual.compareTo(PATIENCE_WITH_DOUBTFUL_HOP) > 0 ? PATIENCE_WITH_DOUBTFUL_HOP : usual;
    }

    private SipEvent exchange(InsideRegister register, NextHop hop, BoundListener listener, Duration patience) {
        Request request = register.from(
                listener, identities.nextCseq(), services.boundary().get().headers());
        CompletableFuture<SipEvent> end = new CompletableFuture<>();
        OutgoingRequest sent = services.endpoint().send(listener, hop, request, event -> {
            boolean provisional = event instanceof SipEvent.ResponseReceived received
                    && received.response().getStatusCode() < 200;
            if (!provisional) {
                end.complete(event);
            }
        });
        Deadline silence = services.deadlines()
                .after(
                        "sip-register",
                        patience,
                        () -> end.complete(new SipEvent.RequestFailed(sent, FailureCause.TIMEOUT)));
        SipEvent event = end.join();
        silence.cancel();
        if (event instanceof SipEvent.ResponseReceived received) {
            int status = received.response().getStatusCode();
            services.metrics().responseReceived(Side.INTERNAL, status);
            services.targets().heard(hop, Request.REGISTER, status);
        } else {
            sent.abandon();
        }
        return event;
    }

    private static HopOutcome outcome(SipEvent event) {
        return switch (event) {
            case SipEvent.ResponseReceived received ->
                HopOutcome.of(
                        received.response().getStatusCode(), Messages.seconds(received.response(), "Retry-After"));
            case SipEvent.RequestFailed failed ->
                failed.cause() == FailureCause.TIMEOUT ? new HopOutcome.TimedOut() : new HopOutcome.TransportFailed();
            case SipEvent.RequestReceived _, SipEvent.StrayResponse _ ->
                throw new IllegalStateException("no end of a request of ours");
        };
    }
}
