package org.sallyport.management.api.http;

import java.util.Optional;
import org.sallyport.management.api.access.Caller;

/** Tells who a request comes from. */
public interface Authenticator {
    /** The user whose session a cookie names. */
    Optional<Caller> bySession(String cookie);

    /** The token with a secret. */
    Optional<Caller> byToken(String secret);
}
