package org.sallyport.service.turn.auth;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.NonceCookie;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.PasswordAlgorithm;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.service.turn.auth.Authentication.Proven;
import org.sallyport.service.turn.auth.Authentication.Refused;

/** The checks of RFC 8489 section 9.2.4, in its order. Thread-safe. */
public final class Authenticator {
    private static final List<PasswordAlgorithm> ALGORITHMS = List.of(PasswordAlgorithm.SHA_256, PasswordAlgorithm.MD5);
    /** Of a key's digest, so that each token is counted for itself: tokens name nobody. */
    private static final int ACCOUNT_OCTETS = 8;
    /** So much of a token's key is all that coturn's clients prove themselves with, as if it were an MD5 digest. */
    private static final int COTURN_KEY_OCTETS = 16;

    private final Supplier<Credentials> credentials;
    private final Nonces nonces;
    private final Clock clock;

    public Authenticator(Supplier<Credentials> credentials, Nonces nonces, Clock clock) {
        this.credentials = credentials;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Tells who sent a request.
     *
     * @param client whom a nonce is good for
     * @param owner of the allocation that the client has; without it null
     */
    public Authentication check(Decoded request, InetSocketAddress client, @Nullable Proven owner, long nowNanos) {
        if (!request.hasIntegrity(Integrity.SHA1) && !request.hasIntegrity(Integrity.SHA256)) {
            return challenge(ErrorCode.UNAUTHENTICATED, client, nowNanos);
        }
        StunMessage message = request.message();
        String realm = message.get(StunAttributes.REALM);
        String nonce = message.get(StunAttributes.NONCE);
        boolean isNamed = message.has(StunAttributes.USERNAME) || message.has(StunAttributes.USERHASH);
        PasswordAlgorithm algorithm = nonce == null ? null : algorithm(message, nonce);
        if (realm == null || nonce == null || !isNamed || algorithm == null) {
            return new Refused(ErrorCode.standard(ErrorCode.BAD_REQUEST), List.of());
        }
        Credentials inForce = credentials.get();
        String user = user(message, inForce, realm);
        Proven proven = byToken(request, inForce, realm, owner);
        if (proven == null && user != null) {
            proven = proven(request, inForce, user, realm, algorithm);
        }
        if (proven == null) {
            return challenge(ErrorCode.UNAUTHENTICATED, client, nowNanos);
        }
        return nonces.isFresh(nonce, client, nowNanos) ? proven : challenge(ErrorCode.STALE_NONCE, client, nowNanos);
    }

    /** What a client that is to try again is told. */
    private Refused challenge(int error, InetSocketAddress client, long nowNanos) {
        Credentials inForce = credentials.get();
        List<Attribute<?>> told = new ArrayList<>();
        told.add(StunAttributes.REALM.of(inForce.realm()));
        told.add(StunAttributes.NONCE.of(nonces.issue(client, nowNanos)));
        told.add(StunAttributes.PASSWORD_ALGORITHMS.of(ALGORITHMS));
        AccessTokens tokens = inForce.accessTokens();
        if (tokens != null && error == ErrorCode.UNAUTHENTICATED) {
            told.add(StunAttributes.THIRD_PARTY_AUTHORIZATION.of(tokens.serverName()));
        }
        return new Refused(ErrorCode.standard(error), told);
    }

    /**
     * Who shows an access token and proves that it is his, or proved it before for what he has (RFC 7635 sections 4 and 9).
     */
    private @Nullable Proven byToken(Decoded request, Credentials inForce, String realm, @Nullable Proven owner) {
        StunMessage message = request.message();
        Octets token = message.get(StunAttributes.ACCESS_TOKEN);
        String keyId = message.get(StunAttributes.USERNAME);
        AccessTokens tokens = inForce.accessTokens();
        if (token == null) {
            return owner != null && owner.until() != null && request.isSignedWith(owner.key()) ? owner : null;
        }
        if (tokens == null || keyId == null || !realm.equals(inForce.realm())) {
            return null;
        }
        AccessTokens.Opened opened = tokens.open(keyId, token, clock.instant());
        if (opened == null) {
            return null;
        }
        String account = keyId + "/" + HexFormat.of().formatHex(digest(opened.macKey()), 0, ACCOUNT_OCTETS);
        for (int length : new int[] {opened.macKey().length, COTURN_KEY_OCTETS}) {
            MessageKey key = new MessageKey(integrity(request), Arrays.copyOf(opened.macKey(), length));
            if (request.isSignedWith(key)) {
                return new Proven(keyId, realm, account, key, opened.until());
            }
        }
        return null;
    }

    private static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The stronger integrity counts where there are both, and answers carry the same (RFC 8489 section 9.2.4). */
    private static Integrity integrity(Decoded request) {
        return request.hasIntegrity(Integrity.SHA256) ? Integrity.SHA256 : Integrity.SHA1;
    }

    /**
     * The algorithm that a request chose of those we offered; null when it did not repeat them all, as it would if somebody on
     * the way had left the better one out. A client of RFC 5389 knows of none and means MD5.
     */
    private static @Nullable PasswordAlgorithm algorithm(StunMessage message, String nonce) {
        PasswordAlgorithm chosen = message.get(StunAttributes.PASSWORD_ALGORITHM);
        List<PasswordAlgorithm> offered = message.get(StunAttributes.PASSWORD_ALGORITHMS);
        boolean cookie = (NonceCookie.features(nonce) & NonceCookie.PASSWORD_ALGORITHMS) != 0;
        if (!cookie || (chosen == null && offered == null)) {
            return PasswordAlgorithm.MD5;
        }
        return chosen != null && ALGORITHMS.equals(offered) && ALGORITHMS.contains(chosen) ? chosen : null;
    }

    private static @Nullable String user(StunMessage message, Credentials inForce, String realm) {
        var hash = message.get(StunAttributes.USERHASH);
        return hash == null ? message.get(StunAttributes.USERNAME) : inForce.userOf(hash, realm);
    }

    private @Nullable Proven proven(
            Decoded request, Credentials inForce, String user, String realm, PasswordAlgorithm algorithm) {
        Integrity integrity = integrity(request);
        for (MessageKey key : inForce.keys(user, realm, integrity, algorithm, clock.instant())) {
            if (request.isSignedWith(key)) {
                return new Proven(user, realm, Credentials.account(user), key);
            }
        }
        return null;
    }
}
