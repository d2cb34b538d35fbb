package org.sallyport.service.sip.call;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/** Reliable provisional responses to the caller (RFC 3262), each tied to the one of the callee that it passes on. */
final class ReliableResponses {
    private static final int FIRST_RSEQ_BOUND = 1 << 16;

    private final Call call;
    private final SipTimers timers;
    private final IncomingRequest invite;
    private final Map<Long, Unacknowledged> unacknowledged = new HashMap<>();
    /** The last RSeq of each fork, by its tag; a lower one comes again and a higher one comes too early (section 4). */
    private final Map<String, Long> lastRemote = new HashMap<>();

    private long nextRseq = ThreadLocalRandom.current().nextInt(1, FIRST_RSEQ_BOUND);

    ReliableResponses(Call call, SipTimers timers, IncomingRequest invite) {
        this.call = call;
        this.timers = timers;
        this.invite = invite;
    }

    /**
     * A response of the callee that the caller was sent and has to acknowledge.
     *
     * @param rack what our PRACK to the callee says
     * @param offered whether it carried an offer, so that the PRACK carries the answer
     */
    record Unacknowledged(DialogPair pair, String rack, boolean offered, Retransmission retransmission) {}

    /** Whether the caller can be asked to acknowledge. */
    boolean callerSupports() {
        return Messages.lists(invite.request(), "Supported", "100rel")
                || Messages.lists(invite.request(), "Require", "100rel");
    }

    static boolean isReliable(Response response) {
        return Messages.lists(response, "Require", "100rel") && response.getHeader("RSeq") != null;
    }

    /** Whether a reliable response of the callee is the next in order; one that is not is ignored. */
    boolean isNext(Response response) {
        long rseq = rseq(response);
        Long last = lastRemote.get(String.valueOf(Messages.toTag(response)));
        boolean next = rseq > 0 && (last == null || rseq == last + 1);
        if (next) {
            lastRemote.put(String.valueOf(Messages.toTag(response)), rseq);
        }
        return next;
    }

    /** What a PRACK of the response says in RAck (section 7.2). */
    static String rack(Response response) {
        return rseq(response) + " " + Messages.cseqNumber(response) + " INVITE";
    }

    private static long rseq(Response response) {
        try {
            return Long.parseLong(String.valueOf(Messages.value(response, "RSeq")));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Sends a response to the caller until it is acknowledged (section 3). */
    void send(DialogPair pair, Response received, Response ours, boolean offered, Runnable lost) {
        long rseq = nextRseq++;
        ours.setHeader(Messages.header("RSeq", Long.toString(rseq)));
        if (!Messages.lists(ours, "Require", "100rel")) {
            ours.addHeader(Messages.header("Require", "100rel"));
        }
        call.respond(call.caller(), invite, ours);
        Retransmission retransmission = new Retransmission(call, timers, false, () -> invite.respond(ours), () -> {
            unacknowledged.remove(rseq);
            lost.run();
        });
        unacknowledged.put(rseq, new Unacknowledged(pair, rack(received), offered, retransmission));
        retransmission.start();
    }

    /** What a PRACK of the caller acknowledges; empty when nothing (481). */
    Optional<Unacknowledged> acknowledgedBy(Request prack) {
        String rack = Messages.value(prack, "RAck");
        Long rseq = rack == null ? null : rseqOf(rack);
        Unacknowledged found = rseq == null ? null : unacknowledged.remove(rseq);
        if (found != null) {
            found.retransmission.stop();
        }
        return Optional.ofNullable(found);
    }

    private @Nullable Long rseqOf(String rack) {
        String[] parts = rack.toUpperCase(Locale.ROOT).split("\\s+", -1);
        String cseq = Long.toString(Messages.cseqNumber(invite.request()));
        try {
            boolean ours = parts.length == 3 && parts[1].equals(cseq) && parts[2].equals(Request.INVITE);
            return ours ? Long.valueOf(parts[0]) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A final response ends all waiting (section 3). */
    void close() {
        unacknowledged.values().forEach(one -> one.retransmission.stop());
        unacknowledged.clear();
    }
}
