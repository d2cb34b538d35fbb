package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.service.sip.route.HopOutcome;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/**
 * One INVITE of ours to one hop, until its final response. Once withdrawn, by a caller that gave up or because the next
 * hop is tried, it is cancelled as soon as that is allowed, and an answer that comes all the same is ended.
 */
final class Attempt implements ClientExchange {
    /** Enough for an INVITE and three retransmissions of it over UDP (RFC 3261 section 17.1.1.2). */
    private static final Duration PATIENCE_WITH_DOUBTFUL_HOP = Duration.ofSeconds(4);

    private final Call call;
    private final CallServices services;
    private final Invitation invitation;
    private final boolean doubtful;
    private final Duration patience;
    private final Deadline firstResponse;
    private OutgoingRequest sent;
    private final long begunNanos = System.nanoTime();
    private @Nullable String obstacle;
    private boolean provisional;
    private boolean open = true;
    private boolean withdrawn;

    /** Sends the INVITE to the callee's hop. */
    Attempt(Call call, CallServices services, Invitation invitation, Request request) {
        this.call = call;
        this.services = services;
        this.invitation = invitation;
        NextHop hop = call.callee().peer();
        this.doubtful = services.targets().isDoubtful(hop);
        Duration usual = call.settings().sip().setupTimeout();
        this.patience =
                doubtful && usual.compareTo(PATIENCE_WITH_DOUBTFUL_HOP) > 0 ? PATIENCE_WITH_DOUBTFUL_HOP : usual;
        this.firstResponse = call.after("sip-setup", patience, this::silent);
        this.sent = call.exchanges().send(call.callee(), request, this);
    }

    /** Whether the final response is still to come. */
    boolean isOpen() {
        return open;
    }

    @Override
    public boolean isWanted() {
        return !withdrawn;
    }

    /** Whether the hop leaves our pings unanswered. */
    boolean isDoubtful() {
        return doubtful;
    }

    /** How long its first response was waited for. */
    Duration patience() {
        return patience;
    }

    /** Why the hop was of no use, as a sentence without its stop; empty while it may be of use. */
    Optional<String> obstacle() {
        NextHop hop = sent.peer();
        return Optional.ofNullable(obstacle)
                .map(words -> "%s port %d over %s %s"
                        .formatted(
                                hop.address().getAddress().getHostAddress(),
                                hop.address().getPort(),
                                hop.transport(),
                                words));
    }

    @Override
    public void answered(OutgoingRequest request, Response response, long nanos) {
        firstResponse.cancel();
        int status = response.getStatusCode();
        if (status < 200) {
            provisional(request, response);
            return;
        }
        open = false;
        HopOutcome outcome = outcome(response);
        services.targets().note(request.peer(), outcome);
        if (status < 300 && withdrawn) {
            invitation.unwantedFork(request, response);
        } else if (status < 300) {
            invitation.accepted(request, response, nanos);
        } else if (!withdrawn) {
            invitation.rejected(request, response, outcome.movesOn());
        }
    }

    private void provisional(OutgoingRequest request, Response response) {
        boolean first = !provisional;
        provisional = true;
        if (!withdrawn) {
            invitation.provisional(request, response);
        } else if (first) {
            call.exchanges().cancel(call.callee(), sent);
        }
    }

    /** A 408 after a provisional response says that somebody did not answer, but not that the hop failed. */
    private HopOutcome outcome(Response response) {
        int status = response.getStatusCode();
        boolean rangInVain = status == Response.REQUEST_TIMEOUT && provisional;
        return rangInVain
                ? new HopOutcome.Answered(status)
                : HopOutcome.of(status, Messages.seconds(response, "Retry-After"));
    }

    @Override
    public void unanswered(OutgoingRequest request, FailureCause cause) {
        firstResponse.cancel();
        open = false;
        services.targets()
                .note(
                        request.peer(),
                        switch (cause) {
                            case TIMEOUT -> new HopOutcome.TimedOut();
                            case TRANSPORT -> new HopOutcome.TransportFailed();
                        });
        obstacle = switch (cause) {
            case TIMEOUT -> "did not respond";
            case TRANSPORT ->
                services.targets()
                        .obstacle(request.peer(), begunNanos)
                        .orElse(provisional ? "broke off the connection" : "could not be sent to");
        };
        if (!withdrawn) {
            invitation.unreached(provisional);
        }
    }

    private void silent() {
        services.metrics().expired("setup");
        services.targets().note(sent.peer(), new HopOutcome.TimedOut());
        obstacle = "did not respond within " + patience.toSeconds() + " s";
        withdraw();
        invitation.silent(this);
    }

    @Override
    public void resent(OutgoingRequest request) {
        sent = request;
        provisional = false;
    }

    /** A CANCEL may leave only after a provisional response (section 9.1); before one it waits for it. */
    void withdraw() {
        firstResponse.cancel();
        if (withdrawn || !open) {
            return;
        }
        withdrawn = true;
        if (provisional) {
            call.exchanges().cancel(call.callee(), sent);
        }
        call.after("sip-cancelled-invite", services.timers().giveUp(), this::giveUp);
    }

    private void giveUp() {
        if (open) {
            open = false;
            if (provisional) {
                services.metrics().expired("cancel");
            }
            call.exchanges().abandon(sent);
        }
    }
}
