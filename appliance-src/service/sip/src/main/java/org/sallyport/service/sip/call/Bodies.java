package org.sallyport.service.sip.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.ContentDispositionHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.UnusableDescriptionException;
import org.sallyport.service.sip.stack.Messages;

/**
 * Carries bodies from leg to leg. Session descriptions go through the call's media; outward, others pass when their type
 * is known to name nothing of the inside. Owned by the call's thread.
 */
final class Bodies {
    private static final String SDP = "application/sdp";
    private static final String SIPFRAG = "message/sipfrag";
    /** A body in a body in a body: more is not looked into, and so does not pass. */
    private static final int MAX_DEPTH = 3;

    private static final Set<String> SHOWN_OUTSIDE = Set.of(
            "application/dtmf",
            "application/dtmf-relay",
            "application/media_control+xml",
            "application/im-iscomposing+xml",
            "text/plain",
            "text/html");
    /** RFC 3261 section 20.11, without parameters that name something. */
    private static final Pattern DISPOSITION =
            Pattern.compile("[A-Za-z-]+(\\s*;\\s*handling\\s*=\\s*[A-Za-z]+)?", Pattern.CASE_INSENSITIVE);

    private final CallMedia media;

    Bodies(CallMedia media) {
        this.media = media;
    }

    static boolean hasDescription(Message message) {
        return description(message).isPresent();
    }

    static boolean isEmpty(Message message) {
        return content(message) == null;
    }

    /** The session description in a message, by itself or as a part. */
    static Optional<byte[]> description(Message message) {
        byte[] content = content(message);
        return content == null ? Optional.empty() : description(type(message), content, MAX_DEPTH);
    }

    private static Optional<byte[]> description(String type, byte[] content, int depth) {
        if (bare(type).equals(SDP)) {
            return Optional.of(content);
        }
        return depth == 0
                ? Optional.empty()
                : Multipart.parse(type, content).stream()
                        .flatMap(body -> body.parts().stream())
                        .filter(part -> !part.isOtherSession())
                        .flatMap(part -> description(part.type(), part.octets(), depth - 1).stream())
                        .findFirst();
    }

    /** What becomes of the body of one message. */
    private record Crossing(Leg from, Leg to, @Nullable Role role) {
        boolean isOutward() {
            return to.side() != Side.INTERNAL;
        }
    }

    /**
     * A body and its media type as the other leg gets them.
     *
     * @param text its octets as ISO 8859-1, which is one to one
     */
    private record Passed(String type, String text) {
        static Passed of(String type, byte[] octets) {
            return new Passed(type, new String(octets, StandardCharsets.ISO_8859_1));
        }

        byte[] octets() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Puts the body of a message received from one leg into ours for the other.
     *
     * @param role what a description in it is; null when the message negotiates nothing, and then it does not pass
     */
    void pass(Message received, Leg from, @Nullable Role role, Message ours, Leg to)
            throws UnusableDescriptionException, PortsExhaustedException {
        byte[] content = content(received);
        Passed passed =
                content == null ? null : passed(type(received), content, new Crossing(from, to, role), MAX_DEPTH);
        if (passed != null) {
            Messages.body(ours, passed.octets(), passed.type);
            disposition(received, ours);
        }
    }

    private static void disposition(Message received, Message ours) {
        String value = Messages.value(received, ContentDispositionHeader.NAME);
        Matcher known = value == null ? null : DISPOSITION.matcher(value);
        if (known != null && known.lookingAt()) {
            ours.setHeader(Messages.header(ContentDispositionHeader.NAME, known.group()));
        }
    }

    /** One body or part as the other leg gets it; null when it may not pass. */
    private @Nullable Passed passed(String type, byte[] content, Crossing crossing, int depth)
            throws UnusableDescriptionException, PortsExhaustedException {
        Optional<Multipart> several = depth == 0 ? Optional.empty() : Multipart.parse(type, content);
        if (several.isPresent()) {
            return parts(type, several.get(), crossing, depth - 1);
        }
        String bare = bare(type);
        if (bare.equals(SDP)) {
            return crossing.role == null ? null : Passed.of(SDP, relayed(content, crossing, crossing.role));
        }
        if (!crossing.isOutward()) {
            return Passed.of(type, content);
        }
        if (bare.equals(SIPFRAG)) {
            return Passed.of(type, statusLine(content));
        }
        return SHOWN_OUTSIDE.contains(bare) ? Passed.of(type, content) : null;
    }

    private byte[] relayed(byte[] description, Crossing crossing, Role role)
            throws UnusableDescriptionException, PortsExhaustedException {
        byte[] relayed =
                media.relay(crossing.from.side(), crossing.from.peer().address().getAddress(), role, description);
        crossing.to.sdpSent(relayed);
        return relayed;
    }

    private @Nullable Passed parts(String type, Multipart body, Crossing crossing, int depth)
            throws UnusableDescriptionException, PortsExhaustedException {
        List<Multipart.Part> kept = new ArrayList<>();
        for (Multipart.Part part : body.parts()) {
            Passed passed = part.isOtherSession() ? null : passed(part.type(), part.octets(), crossing, depth);
            if (passed != null) {
                kept.add(
                        crossing.isOutward()
                                ? part.shown(passed.type, passed.octets())
                                : part.with(passed.type, passed.octets()));
            }
        }
        if (kept.isEmpty()) {
            return null;
        }
        if (!crossing.isOutward()) {
            return Passed.of(type, new Multipart(body.boundary(), kept).octets());
        }
        Multipart shown = new Multipart(Multipart.newBoundary(), kept);
        return Passed.of(bare(type) + ";boundary=" + shown.boundary(), shown.octets());
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

    private static String bare(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String type(Message message) {
        return Objects.requireNonNullElse(Messages.value(message, ContentTypeHeader.NAME), "");
    }
}
