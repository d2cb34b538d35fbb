package org.sallyport.service.sip.call;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.stack.Messages;

/**
 * REFER and its NOTIFYs inside a call (RFC 3515): the address to turn to is named as the other side knows it, a Replaces
 * in it names the dialog across, and the id of the implied subscription is the number that REFER had there.
 */
final class Transfer {
    private static final Pattern ID = Pattern.compile("(;\\s*id\\s*=\\s*)(\\d+)");

    private Transfer() {}

    /** Writes what belongs to a transfer into our request; false when it is malformed (section 2.4.2). */
    static boolean translate(Call call, DialogPair pair, Request received, Leg from, Leg to, Request ours) {
        return switch (received.getMethod()) {
            case Request.REFER -> {
                pair.referred(to.party(), Messages.cseqNumber(ours), Messages.cseqNumber(received));
                yield refer(call, received, to.side(), ours);
            }
            case Request.NOTIFY -> {
                notification(pair, received, from, ours);
                yield true;
            }
            default -> true;
        };
    }

    private static boolean refer(Call call, Request received, Side viewer, Request ours) {
        Optional<Address> target = one(received, "Refer-To");
        target.ifPresent(
                address -> ours.setHeader(Messages.header("Refer-To", "<" + shown(call, address, viewer) + ">")));
        one(received, "Referred-By")
                .ifPresent(address -> ours.setHeader(Messages.header(
                        "Referred-By", "<" + call.boundary().uris().identity(address.getURI(), viewer) + ">")));
        return target.isPresent();
    }

    private static String shown(Call call, Address address, Side viewer) {
        String replaces = address.getURI() instanceof SipURI uri ? uri.getHeader("Replaces") : null;
        String method = address.getURI() instanceof SipURI uri ? uri.getMethodParam() : null;
        String shown = call.boundary().uris().target(address.getURI(), viewer).toString();
        String withMethod = method == null ? shown : shown + ";method=" + method;
        if (replaces == null) {
            return withMethod;
        }
        String decoded =
                java.net.URLDecoder.decode(replaces.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        return withMethod
                + Replacement.translated(call.calls(), decoded, viewer)
                        .map(known -> "?Replaces="
                                + java.net.URLEncoder.encode(known, java.nio.charset.StandardCharsets.UTF_8))
                        .orElse("");
    }

    private static Optional<Address> one(Message message, String name) {
        String value = Messages.value(message, name);
        if (value == null) {
            return Optional.empty();
        }
        int end = value.indexOf('>');
        return Messages.parseAddress(end < 0 ? value.split(";", 2)[0] : value.substring(0, end + 1));
    }

    private static void notification(DialogPair pair, Request received, Leg from, Request ours) {
        String event = Messages.value(received, "Event");
        if (event == null) {
            return;
        }
        Matcher matcher = ID.matcher(event);
        if (matcher.find()) {
            Long theirs = pair.referOf(from.party(), Long.parseLong(matcher.group(2)));
            String id = theirs == null ? "" : matcher.group(1) + theirs;
            ours.setHeader(Messages.header("Event", matcher.replaceFirst(Matcher.quoteReplacement(id))));
        }
    }
}
