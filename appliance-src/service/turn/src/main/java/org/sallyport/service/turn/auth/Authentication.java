package org.sallyport.service.turn.auth;

import java.util.List;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.MessageKey;

/** What was found of who sent a request. */
public sealed interface Authentication {
    /**
     * A user.
     *
     * @param user as the request names him
     * @param account whom his allocations are counted for
     * @param key that the answer is made with
     */
    record Proven(String user, String realm, String account, MessageKey key) implements Authentication {}

    /**
     * Nobody known.
     *
     * @param error what the answer says
     * @param challenge what else it says, so that the client can try again
     */
    record Refused(ErrorCode error, List<Attribute<?>> challenge) implements Authentication {}
}
