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

/** The table of revisions, its documents as stored: sparse, with sealed secrets. */
public final class StoredRevisions {
    /** Notified with the number of each new revision. */
    public static final String CHANNEL = "settings_revision";

    private StoredRevisions() {}

    /** The current number and document; 0 and an empty one as installed. */
    public static Numbered current(Queries queries) {
        return queries.first(
                        "select number, document from settings_revision order by number desc limit 1",
                        row -> new Numbered(row.bigInteger("number"), object(row.text("document"))))
                .orElseGet(() -> new Numbered(0, Documents.empty()));
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
                    (number, committed_at, author, comment, document, changes, confirm_by)
                values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                """,
                revision.number(),
                revision.committedAt(),
                revision.author(),
                revision.comment(),
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

    static ObjectNode object(String json) {
        try {
            return Json.read(json, ObjectNode.class);
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
                object(row.text("document")),
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
