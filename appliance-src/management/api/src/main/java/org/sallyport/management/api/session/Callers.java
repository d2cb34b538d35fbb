package org.sallyport.management.api.session;

import java.util.Optional;
import org.sallyport.management.api.access.Caller;
import org.sallyport.management.api.access.Session;
import org.sallyport.management.api.access.Sessions;
import org.sallyport.management.api.http.Authenticator;
import org.sallyport.management.api.tokens.TokenStore;

/** Users by their sessions, programs by their tokens. */
public final class Callers implements Authenticator {
    private final Sessions sessions;
    private final TokenStore tokens;

    public Callers(Sessions sessions, TokenStore tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    public Optional<Caller> bySession(String cookie) {
        return sessions.find(cookie).map(Session::caller);
    }

    @Override
    public Optional<Caller> byToken(String secret) {
        return tokens.use(secret).map(token -> new Caller("token:" + token.name(), token.role(), false, null));
    }
}
