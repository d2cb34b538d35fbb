package org.sallyport.service.turn.auth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
     * @param until when the access token ends that he showed; null with a password
     */
    record Proven(
            String user,
            String realm,
            String account,
            MessageKey key,
            @Nullable Instant until) implements Authentication {
        /** A user who knows a password. */
        public Proven(String user, String realm, String account, MessageKey key) {
            this(user, realm, account, key, null);
        }

        /**
         * Whether somebody may change what this one made: the same user, or who has a token too, for with the next token come
         * another key and perhaps another name (RFC 7635 section 9).
         */
        public boolean mayBeFollowedBy(Proven sender) {
            return until == null ? sender.until == null && user.equals(sender.user) : sender.until != null;
        }

        /** Whether somebody is the same and shows the same. */
        public boolean isSameAs(Proven sender) {
            return user.equals(sender.user)
                    && account.equals(sender.account)
                    && (until == null) == (sender.until == null);
        }
    }

    /**
     * Nobody known.
     *
     * @param error what the answer says
     * @param challenge what else it says, so that the client can try again
     */
    record Refused(ErrorCode error, List<Attribute<?>> challenge) implements Authentication {}
}
