package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.dialog.SessionInterval;
import org.sallyport.service.sip.stack.Messages;

/** The session timer of each leg (RFC 4028), independent of the other. Owned by the call's thread. */
final class SessionTimers {
    private static final String UAC = "uac";
    private static final String UAS = "uas";

    private final Call call;
    private final CallServices services;
    private final SipSettings settings;
    private final Map<Party, State> states = new EnumMap<>(Party.class);

    SessionTimers(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.settings = call.settings().sip();
    }

    /**
     * The timer of a leg.
     *
     * @param alone whether only we know of it, as the party has none
     */
    private record State(
            Duration interval,
            boolean weRefresh,
            boolean alone,
            @Nullable Deadline deadline) {}

    /** The 422 for a request whose interval is too small for us (section 8.1); empty when it is not. */
    static Optional<Response> tooSmall(SipSettings settings, Request request, Response refusal) {
        boolean understands =
                Messages.lists(request, "Supported", "timer") || Messages.lists(request, "Require", "timer");
        Duration minimum = settings.minSessionExpires();
        boolean small = SessionInterval.of(request)
                .filter(asked -> asked.interval().compareTo(minimum) < 0)
                .isPresent();
        if (!understands || !small) {
            return Optional.empty();
        }
        refusal.setHeader(Messages.header("Min-SE", Long.toString(minimum.toSeconds())));
        return Optional.of(refusal);
    }

    /** Proposes an interval in a request of ours; once agreed, the roles stay (section 7.4). */
    void propose(Party party, Request ours, Duration atLeast) {
        State state = states.get(party);
        Duration interval = state == null ? settings.sessionExpires() : state.interval;
        Duration minimum = atLeast.compareTo(settings.minSessionExpires()) < 0 ? settings.minSessionExpires() : atLeast;
        String refresher = state == null ? null : state.weRefresh ? UAC : UAS;
        Duration asked = interval.compareTo(minimum) < 0 ? minimum : interval;
        ours.addHeader(Messages.header("Supported", "timer"));
        ours.setHeader(Messages.header("Session-Expires", new SessionInterval(asked, refresher).value()));
        ours.setHeader(Messages.header("Min-SE", Long.toString(minimum.toSeconds())));
    }

    /**
     * Takes what a 2xx to a request of ours says (section 7.2). Silence means that the party has no timer; we refresh all
     * the same, for a call on hold has nothing else to show that the party is still there.
     */
    void agreed(Party party, Response success) {
        SessionInterval.of(success)
                .ifPresentOrElse(
                        session -> set(party, session.interval(), !UAS.equals(session.refresher()), false),
                        () -> set(party, settings.sessionExpires(), true, true));
    }

    /** A party refused a refresh: one without a timer shows by that too that it is there. */
    void refused(Party party) {
        State state = states.get(party);
        if (state != null && state.alone) {
            set(party, state.interval, true, true);
        }
    }

    /** Answers the party's request in our 2xx (section 9). */
    void accept(Party party, Request request, Response ours) {
        boolean understands =
                Messages.lists(request, "Supported", "timer") || Messages.lists(request, "Require", "timer");
        Optional<SessionInterval> asked = SessionInterval.of(request);
        Duration interval = asked.map(SessionInterval::interval)
                .filter(wanted -> wanted.compareTo(settings.sessionExpires()) < 0)
                .orElse(settings.sessionExpires());
        Duration minimum = SessionInterval.minimum(request);
        Duration granted = interval.compareTo(minimum) < 0 ? minimum : interval;
        String refresher = asked.map(SessionInterval::refresher).orElse(UAC);
        boolean peerRefreshes = understands && !UAS.equals(refresher);
        ours.setHeader(
                Messages.header("Session-Expires", new SessionInterval(granted, peerRefreshes ? UAC : UAS).value()));
        if (peerRefreshes) {
            ours.addHeader(Messages.header("Require", "timer"));
        }
        ours.addHeader(Messages.header("Supported", "timer"));
        set(party, granted, !peerRefreshes, !understands);
    }

    /** Whether a message carries a session timer. */
    static boolean isRefresh(Message message) {
        return message.getHeader("Session-Expires") != null;
    }

    private void set(Party party, Duration interval, boolean weRefresh, boolean alone) {
        clear(party);
        SessionInterval session = new SessionInterval(interval, null);
        Deadline deadline = weRefresh
                ? call.after("sip-session-refresh", session.untilRefresh(), () -> refresh(party))
                : call.after("sip-session", session.untilGivenUp(), () -> expired(party));
        states.put(party, new State(interval, weRefresh, alone, deadline));
    }

    private void clear(Party party) {
        State state = states.remove(party);
        if (state != null && state.deadline != null) {
            state.deadline.cancel();
        }
    }

    private void refresh(Party party) {
        State state = states.get(party);
        if (state != null && !call.isEnded()) {
            SessionInterval session = new SessionInterval(state.interval, null);
            Duration rest = session.untilGivenUp().minus(session.untilRefresh());
            Deadline last = call.after("sip-session", rest, () -> expired(party));
            states.put(party, new State(state.interval, true, state.alone, last));
            Refreshment.ofSession(call, services, party).begin();
        }
    }

    private void expired(Party party) {
        if (!call.isEnded()) {
            services.metrics().expired("session");
            String who = party == Party.CALLER ? "caller" : "called party";
            call.hangUpNow(new Disposition(
                    Outcome.EXPIRED, null, "The session with the " + who + " was not refreshed in time."));
        }
    }

    void close() {
        clear(Party.CALLER);
        clear(Party.CALLEE);
    }
}
