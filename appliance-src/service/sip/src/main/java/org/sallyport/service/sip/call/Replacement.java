package org.sallyport.service.sip.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.dialog.DialogId;
import org.sallyport.service.sip.stack.Messages;

/**
 * Translates Replaces (RFC 3891): a party names the dialog that it has with us, the other party knows the one across. What
 * names no dialog of ours stays as it is towards the inside and does not pass to the outside.
 */
final class Replacement {
    private static final Pattern TAG =
            Pattern.compile(";\\s*(to-tag|from-tag)\\s*=\\s*([^;\\s]+)", Pattern.CASE_INSENSITIVE);

    private Replacement() {}

    /** Writes the Replaces header of a request into ours. */
    static void translate(CallTable calls, Request received, Side viewer, Request ours) {
        String value = Messages.value(received, "Replaces");
        if (value != null) {
            translated(calls, value, viewer)
                    .flatMap(known -> Messages.parseHeader("Replaces", known))
                    .ifPresent(ours::setHeader);
        }
    }

    /** The value for the other side; empty when it may not pass. */
    static Optional<String> translated(CallTable calls, String value, Side viewer) {
        String callId = value.split(";", 2)[0].strip();
        String toTag = "";
        String fromTag = "";
        Matcher matcher = TAG.matcher(value);
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase("to-tag")) {
                toTag = matcher.group(2);
            } else {
                fromTag = matcher.group(2);
            }
        }
        // The tags are named from the point of view of who receives the header: here that is us.
        Optional<DialogId> across = calls.across(new DialogId(callId, toTag, fromTag));
        boolean earlyOnly = value.toLowerCase(java.util.Locale.ROOT).contains("early-only");
        return across.map(peer -> peer.callId() + ";to-tag=" + peer.remoteTag() + ";from-tag=" + peer.localTag()
                        + (earlyOnly ? ";early-only" : ""))
                .or(() -> viewer == Side.INTERNAL ? Optional.of(value) : Optional.empty());
    }
}
