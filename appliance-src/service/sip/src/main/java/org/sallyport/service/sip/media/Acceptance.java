package org.sallyport.service.sip.media;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sallyport.protocol.sdp.Attribute;
import org.sallyport.protocol.sdp.Connection;
import org.sallyport.protocol.sdp.Direction;
import org.sallyport.protocol.sdp.MediaDescription;
import org.sallyport.protocol.sdp.SdpResult;
import org.sallyport.protocol.sdp.SessionDescription;

/**
 * Whether an answer leaves a session as it is (RFC 3264 section 6). When we ask a party anew on behalf of the other one,
 * as for a session timer, the other one has to be told only of an answer that does not.
 */
public final class Acceptance {
    /** What an answer says in its own way without a change: a direction is judged by itself, a choice made is one offered. */
    private static final Set<String> OF_THE_ANSWER = Set.of("sendrecv", "sendonly", "recvonly", "inactive", "setup");

    private Acceptance() {}

    /**
     * Compares descriptions as rewritten by us.
     *
     * @param offer what the party was sent
     * @param answer its answer, as the other party would see it
     * @param told what the other party saw of it last
     */
    public static boolean isPlain(byte[] offer, byte[] answer, byte[] told) {
        return SessionDescription.parse(offer) instanceof SdpResult.Parsed(SessionDescription offered)
                && SessionDescription.parse(answer) instanceof SdpResult.Parsed(SessionDescription answered)
                && SessionDescription.parse(told) instanceof SdpResult.Parsed(SessionDescription known)
                && isPlain(offered, answered, known);
    }

    private static boolean isPlain(SessionDescription offer, SessionDescription answer, SessionDescription told) {
        int lines = offer.media().size();
        if (answer.media().size() != lines || told.media().size() < lines) {
            return false;
        }
        for (int i = 0; i < lines; i++) {
            if (!isPlain(offer, answer, told, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(
            SessionDescription offer, SessionDescription answer, SessionDescription told, int index) {
        MediaDescription offered = offer.media().get(index);
        MediaDescription answered = answer.media().get(index);
        if (offered.media().port() == 0 || answered.media().port() == 0) {
            return offered.media().port() == answered.media().port();
        }
        boolean silenced = isSilent(answer, answered) && !isSilent(offer, offered);
        return !silenced
                && answer.directionOf(answered) == mirrored(offer.directionOf(offered))
                && new HashSet<>(answered.media().formatList())
                        .containsAll(offered.media().formatList())
                && lasting(told.media().get(index)).containsAll(lasting(answered));
    }

    private static boolean isSilent(SessionDescription description, MediaDescription part) {
        return description.connectionOf(part).filter(Connection::isUnspecified).isPresent();
    }

    private static Direction mirrored(Direction direction) {
        return switch (direction) {
            case SENDONLY -> Direction.RECVONLY;
            case RECVONLY -> Direction.SENDONLY;
            case SENDRECV, INACTIVE -> direction;
        };
    }

    private static List<Attribute> lasting(MediaDescription part) {
        return part.attributes()
                .filter(attribute -> !OF_THE_ANSWER.contains(attribute.name()))
                .toList();
    }
}
