package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.database.Queries;
import org.sallyport.core.database.Row;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.migration.SettingsSchema;

/** The table of revisions, its documents as stored: sparse, with sealed secrets; brought to the form of this release. */
public final class StoredRevisions {
    /** Notified with the number of each new revision. */
    public static final String CHANNEL = "settings_revision";

    private StoredRevisions() {}

    /** The current number and document; 0 and an empty one as installed. */
    public static Numbered current(Queries queries) {
        return queries.first(
                        "select number, schema, document from settings_revision order by number desc limit 1",
                        row -> new Numbered(row.bigInteger("number"), document(row)))
                .orElseGet(() -> new Numbered(0, Documents.empty()));
    }

    /** The current number, whether its document can be read or not; 0 as installed. */
    public static long newest(Queries queries) {
        return queries.first(
                        "select coalesce(max(number), 0) as number from settings_revision",
                        row -> row.bigInteger("number"))
                .orElse(0L);
    }

    /**
     * A stored document.
     *
     * @param number of its revision
     * @param document sparse, secrets sealed
     */
    public record Numbered(long number, ObjectNode document) {}

    static List<Revision> page(Queries queries, long below, int limit) {
        return queries.query(
                "select * from settings_revision where number < ? order by number desc limit ?",
                StoredRevisions::revision,
                below,
                limit);
    }

    static Optional<Revision> byNumber(Queries queries, long number) {
        return queries.first("select * from settings_revision where number = ?", StoredRevisions::revision, number);
    }

    /** Keeps other commits away until the transaction ends; readers go on. */
    static void lock(Queries transaction) {
        transaction.update("lock table settings_revision in share row exclusive mode");
    }

    static void insert(Queries transaction, Revision revision) {
        transaction.update(
                """
                insert into settings_revision
                    (number, committed_at, author, comment, schema, document, changes, confirm_by)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                """,
                revision.number(),
                revision.committedAt(),
                revision.author(),
                revision.comment(),
                SettingsSchema.OF_THIS_RELEASE.number(),
                Json.write(revision.document()),
                Json.write(revision.changes()),
                revision.confirmBy());
        transaction.announce(CHANNEL, Long.toString(revision.number()));
    }

    static boolean confirm(Queries queries, long number, Instant now) {
        return queries.update("""
                        update settings_revision set confirmed_at = ?
                        where number = ? and confirmed_at is null and confirm_by > ?
                            and number = (select max(number) from settings_revision)
                        """, now, number, now) == 1;
    }

    /** The document of a row, in the form of this release. */
    static ObjectNode document(Row row) throws SQLException {
        try {
            return SettingsSchema.OF_THIS_RELEASE.migrate(
                    row.integer("schema"), Json.read(row.text("document"), ObjectNode.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL returned a document that is no object", e);
        }
    }

    private static Revision revision(Row row) throws SQLException {
        return new Revision(
                row.bigInteger("number"),
                row.instant("committed_at"),
                row.text("author"),
                row.text("comment"),
                document(row),
                changes(row.text("changes")),
                row.instantOrNull("confirm_by"),
                row.instantOrNull("confirmed_at"));
    }

    private static List<Change> changes(String json) {
        try {
            @Nullable Change[] changes = Json.read(json, Change[].class);
            return List.of(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL returned changes that are no list", e);
        }
    }
}
