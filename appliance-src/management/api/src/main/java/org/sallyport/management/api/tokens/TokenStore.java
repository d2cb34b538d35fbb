package org.sallyport.management.api.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.id.Ids;
import org.sallyport.core.database.Queries;
import org.sallyport.core.database.Row;
import org.sallyport.management.api.access.Role;

/**
 * API tokens in PostgreSQL. Of a secret only the SHA-256 is kept: 256 random bits need no slow hash. The schema is in
 * {@code db/management.sql}. Thread-safe.
 */
public final class TokenStore {
    private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

    private final Queries database;
    private final Clock clock;

    public TokenStore(Queries database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public List<Token> all() {
        return database.query("select * from api_token order by name", TokenStore::token);
    }

    /**
     * A token as it is kept.
     *
     * @param secretHash SHA-256 of its secret
     */
    public record Kept(Token token, String secretHash) {
        @Override
        public String toString() {
            return token.toString();
        }
    }

    /** All tokens with what is kept of their secrets. */
    public List<Kept> kept() {
        return database.query(
                "select * from api_token order by name", row -> new Kept(token(row), row.text("secret_hash")));
    }

    /** Replaces all tokens, as part of a transaction. */
    public static void replaceAll(Queries transaction, List<Kept> tokens) {
        transaction.update("delete from api_token");
        for (Kept kept : tokens) {
            Token token = kept.token();
            transaction.update(
                    """
                    insert into api_token
                        (id, name, role, secret_hash, created_by, created_at, expires_at, last_used_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    token.id(),
                    token.name(),
                    token.role(),
                    kept.secretHash(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt());
        }
    }

    /** Adds a token; none when the name is taken. */
    public Optional<Token> add(String name, Role role, String secret, String createdBy, Duration validity) {
        Instant now = clock.instant();
        return database.first(
                """
                insert into api_token (id, name, role, secret_hash, created_by, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning *
                """,
                TokenStore::token,
                Ids.timeOrdered(),
                name,
                role,
                hash(secret),
                createdBy,
                now,
                now.plus(validity));
    }

    /** The token with a secret, unless it has expired; notes its use. */
    public Optional<Token> use(String secret) {
        Instant now = clock.instant();
        Optional<Token> found = database.first(
                "select * from api_token where secret_hash = ? and expires_at > ?",
                TokenStore::token,
                hash(secret),
                now);
        found.filter(token -> staleUse(token, now))
                .ifPresent(token ->
                        database.update("update api_token set last_used_at = ? where id = ?", now, token.id()));
        return found;
    }

    /** Deletes a token; the one deleted. */
    public Optional<Token> delete(String id) {
        return database.first("delete from api_token where id = ? returning *", TokenStore::token, id);
    }

    private static boolean staleUse(Token token, Instant now) {
        Instant last = token.lastUsedAt();
        return last == null || last.plus(USE_RESOLUTION).isBefore(now);
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Token token(Row row) throws SQLException {
        return new Token(
                row.text("id"),
                row.text("name"),
                Role.valueOf(row.text("role")),
                row.text("created_by"),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.instantOrNull("last_used_at"));
    }
}
