package org.sallyport.service.sip.call;

import java.util.Objects;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.MalformedDescriptionException;
import org.sallyport.service.sip.stack.Messages;

/** Carries bodies from leg to leg; session descriptions go through the call's media. Owned by the call's thread. */
final class Bodies {
    private static final String SDP = "application/sdp";

    private final CallMedia media;

    Bodies(CallMedia media) {
        this.media = media;
    }

    static boolean hasDescription(Message message) {
        return description(message) != null;
    }

    static byte @Nullable [] description(Message message) {
        byte[] content = message.getRawContent();
        return content != null && content.length > 0 && isSdp(message) ? content : null;
    }

    /**
     * Puts the body of a message received from one leg into ours for the other.
     *
     * @param role what a description in it is
     */
    void pass(Message received, Leg from, Role role, Message ours, Leg to)
            throws MalformedDescriptionException, PortsExhaustedException {
        byte[] content = received.getRawContent();
        if (content == null || content.length == 0) {
            return;
        }
        if (!isSdp(received)) {
            Messages.body(ours, content, type(received));
            return;
        }
        byte[] relayed = media.relay(from.side(), from.peer().address().getAddress(), role, content);
        to.sdpSent(relayed);
        Messages.body(ours, relayed, SDP);
    }

    private static boolean isSdp(Message message) {
        return type(message).toLowerCase(java.util.Locale.ROOT).startsWith(SDP);
    }

    private static String type(Message message) {
        return Objects.requireNonNullElse(Messages.value(message, ContentTypeHeader.NAME), "");
    }
}
