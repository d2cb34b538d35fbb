package org.sallyport.benchmarks.turn;

import org.sallyport.protocol.stun.LongTermCredential;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.PasswordAlgorithm;

/** The one user of both servers. */
final class Credential {
    static final String USER = "alice";
    static final String REALM = "example.org";
    static final String PASSWORD = "TheMatrIX";

    /** As RFC 5389 has it, which both servers know. */
    static final MessageKey KEY =
            LongTermCredential.messageKey(Integrity.SHA1, PasswordAlgorithm.MD5, USER, REALM, PASSWORD);

    private Credential() {}
}
