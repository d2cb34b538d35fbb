package org.sallyport.service.sip.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.MalformedDescriptionException;
import org.sallyport.service.sip.stack.Messages;

/**
 * Carries bodies from leg to leg. Session descriptions go through the call's media; outward, others pass when their type
 * is known to name nothing of the inside. Owned by the call's thread.
 */
final class Bodies {
    private static final String SDP = "application/sdp";
    private static final String SIPFRAG = "message/sipfrag";
    private static final Set<String> SHOWN_OUTSIDE = Set.of(
            SDP,
            SIPFRAG,
            "application/dtmf",
            "application/dtmf-relay",
            "application/media_control+xml",
            "text/plain",
            "text/html",
            "message/cpim");

    private final CallMedia media;

    Bodies(CallMedia media) {
        this.media = media;
    }

    static boolean hasDescription(Message message) {
        byte[] content = content(message);
        if (content == null) {
            return false;
        }
        String type = type(message);
        return isSdp(type)
                || Multipart.parse(type, content)
                        .filter(body -> body.parts().stream()
                                .anyMatch(part -> part.type().equals(SDP)))
                        .isPresent();
    }

    /**
     * Puts the body of a message received from one leg into ours for the other.
     *
     * @param role what a description in it is
     */
    void pass(Message received, Leg from, Role role, Message ours, Leg to)
            throws MalformedDescriptionException, PortsExhaustedException {
        byte[] content = content(received);
        if (content == null) {
            return;
        }
        String type = type(received);
        Optional<Multipart> several = Multipart.parse(type, content);
        if (several.isPresent()) {
            Messages.body(ours, parts(several.get(), from, role, to).octets(), type);
            return;
        }
        byte[] passed = passed(bare(type), content, from, role, to);
        if (passed != null) {
            Messages.body(ours, passed, isSdp(type) ? SDP : type);
        }
    }

    private Multipart parts(Multipart body, Leg from, Role role, Leg to)
            throws MalformedDescriptionException, PortsExhaustedException {
        List<Multipart.Part> kept = new ArrayList<>();
        for (Multipart.Part part : body.parts()) {
            byte[] passed = passed(part.type(), part.octets(), from, role, to);
            if (passed != null) {
                kept.add(part.with(passed));
            }
        }
        return new Multipart(body.boundary(), kept);
    }

    /** One body or part as the other leg gets it; null when it may not pass. */
    private byte @Nullable [] passed(String type, byte[] content, Leg from, Role role, Leg to)
            throws MalformedDescriptionException, PortsExhaustedException {
        if (type.equals(SDP)) {
            byte[] relayed = media.relay(from.side(), from.peer().address().getAddress(), role, content);
            to.sdpSent(relayed);
            return relayed;
        }
        if (to.side() == Side.INTERNAL) {
            return content;
        }
        if (type.equals(SIPFRAG)) {
            return statusLine(content);
        }
        return SHOWN_OUTSIDE.contains(type) ? content : null;
    }

    /** A transfer's progress without the header fields of the inside (RFC 3515 section 2.4.5 asks for no more). */
    private static byte[] statusLine(byte[] fragment) {
        String text = new String(fragment, StandardCharsets.UTF_8);
        String line = text.lines().findFirst().orElse("");
        boolean isStatus = line.matches("SIP/2\\.0 \\d{3}( .*)?");
        String shown = isStatus ? line.substring(0, Math.min(line.length(), "SIP/2.0 200".length())) + " " : "";
        return (shown + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] content(Message message) {
        byte[] content = message.getRawContent();
        return content == null || content.length == 0 ? null : content;
    }

    private static boolean isSdp(String type) {
        return bare(type).equals(SDP);
    }

    private static String bare(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String type(Message message) {
        return Objects.requireNonNullElse(Messages.value(message, ContentTypeHeader.NAME), "");
    }
}
