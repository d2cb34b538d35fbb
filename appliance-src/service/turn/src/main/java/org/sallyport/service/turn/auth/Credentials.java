package org.sallyport.service.turn.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.TurnUser;
import org.sallyport.protocol.stun.LongTermCredential;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.PasswordAlgorithm;

/**
 * The passwords in force: of users that last, and such as were made with a shared secret for a time (the TURN REST convention,
 * draft-uberti-behave-turn-rest-00 section 2.2); and the keys of access tokens. Thread-safe.
 */
public final class Credentials {
    private static final String SHARED_SECRET_ALGORITHM = "HmacSHA1";

    private final String realm;
    private final Map<Name, String> passwords = new HashMap<>();
    /** The keys that users who last have proved themselves with: at most four each. */
    private final Map<LastingKey, MessageKey> keys = new ConcurrentHashMap<>();

    private final Map<Octets, Name> byHash = new HashMap<>();
    private final Secret ownSecret;
    private final List<Secret> sharedSecrets;
    private final @Nullable AccessTokens accessTokens;

    private record Name(String user, String realm) {}

    private record LastingKey(Name name, Integrity integrity, PasswordAlgorithm algorithm) {}

    /** Those of the settings, and such as {@link #temporary} makes with a secret that nobody else knows. */
    public Credentials(TurnSettings settings, Secret ownSecret) {
        realm = settings.realm();
        this.ownSecret = ownSecret;
        sharedSecrets = Stream.concat(settings.sharedSecrets().stream(), Stream.of(ownSecret))
                .toList();
        accessTokens = settings.accessTokens().map(AccessTokens::new).orElse(null);
        for (TurnUser user : settings.users()) {
            Name name = new Name(user.name(), user.realm().orElse(realm));
            passwords.put(name, user.password().reveal());
            byHash.put(LongTermCredential.userhash(name.user(), name.realm()), name);
        }
    }

    /** The realm that strangers are told. */
    public String realm() {
        return realm;
    }

    /** What opens access tokens; null when nobody makes any. */
    @Nullable
    AccessTokens accessTokens() {
        return accessTokens;
    }

    /** Makes a user of this realm whose allocations are counted for an account. */
    public TemporaryCredential temporary(String account, Instant until) {
        String user = until.getEpochSecond() + ":" + account;
        return new TemporaryCredential(user, password(ownSecret, user));
    }

    /** The user of a realm whose hash this is; null when nobody has it, or his name was made with a shared secret. */
    @Nullable
    String userOf(Octets hash, String wantedRealm) {
        Name name = byHash.get(hash);
        return name != null && name.realm().equals(wantedRealm) ? name.user() : null;
    }

    /** The keys that a user may sign with now; several while one shared secret follows another. */
    List<MessageKey> keys(
            String user, String wantedRealm, Integrity integrity, PasswordAlgorithm algorithm, Instant now) {
        Name name = new Name(user, wantedRealm);
        String lasting = passwords.get(name);
        if (lasting != null) {
            return List.of(keys.computeIfAbsent(
                    new LastingKey(name, integrity, algorithm),
                    _ -> LongTermCredential.messageKey(integrity, algorithm, user, wantedRealm, lasting)));
        }
        return wantedRealm.equals(realm) && expires(user) > now.getEpochSecond()
                ? sharedSecrets.stream()
                        .map(secret -> LongTermCredential.messageKey(
                                integrity, algorithm, user, wantedRealm, password(secret, user)))
                        .toList()
                : List.of();
    }

    /** Whom a user's allocations are counted for: names made for a time say it after the colon, if at all. */
    static String account(String user) {
        int colon = user.indexOf(':');
        return expires(user) > 0 && colon >= 0 && colon < user.length() - 1 ? user.substring(colon + 1) : user;
    }

    /** The Unix time in seconds that a name begins with; 0 when it begins with none. */
    private static long expires(String user) {
        int colon = user.indexOf(':');
        String digits = colon < 0 ? user : user.substring(0, colon);
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 12 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(digits) : 0;
    }

    private static String password(Secret secret, String user) {
        try {
            Mac mac = Mac.getInstance(SHARED_SECRET_ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), SHARED_SECRET_ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SHARED_SECRET_ALGORITHM, e);
        }
    }
}
