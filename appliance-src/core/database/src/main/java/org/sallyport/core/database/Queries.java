package org.sallyport.core.database;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL with {@code ?} parameters: each statement by itself on a {@link Database}, all of them as one inside {@link
 * Database#transaction}. Parameters may be text, numbers, booleans, byte arrays, enums (stored by name), instants (for
 * {@code timestamptz}) and null; JSON is passed as text to {@code ?::jsonb}.
 *
 * <p>Every method throws {@link DatabaseUnavailableException} when the server cannot be reached and {@link
 * DatabaseException} when it refuses the statement.
 */
public interface Queries {
    /** All rows, in the query's order. */
    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments);

    /** The first row, if there is one. */
    default <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        return query(sql, mapper, arguments).stream().findFirst();
    }

    /** Runs an insert, update or delete; the number of rows it touched. */
    int update(String sql, @Nullable Object... arguments);

    /** Notifies the listeners of a channel, at commit when inside a transaction; at most 8000 bytes of payload. */
    default void announce(String channel, String payload) {
        query("select pg_notify(?, ?)", _ -> channel, channel, payload);
    }
}
