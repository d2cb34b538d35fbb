package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.Queries;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.core.settings.secrets.SecretBox;

/**
 * The candidates, one a user: kept until committed or discarded, over log-ins and restarts. A candidate may be wrong; only
 * its commit is refused for that. Thread-safe.
 */
public final class SettingsCandidates {
    private final Database database;
    private final SettingsRevisions revisions;
    private final RevisionDocuments documents;
    private final Clock clock;

    public SettingsCandidates(
            Database database, SettingsRevisions revisions, SettingsFile file, SecretBox secrets, Clock clock) {
        this.database = database;
        this.revisions = revisions;
        this.documents = new RevisionDocuments(file.defaults(), secrets);
        this.clock = clock;
    }

    public Optional<Candidate> get(String owner) {
        return stored(database, owner).map(this::masked);
    }

    /** What the candidate amounts to, or the settings in force where there is none. */
    public SettingsView view(String owner) {
        return stored(database, owner)
                .map(candidate -> documents.view(candidate.base(), candidate.document()))
                .orElseGet(revisions::view);
    }

    /**
     * Replaces the whole document, sparse or effective: what only repeats the defaults is not kept. A secret as {@code
     * ***} stays as it is.
     */
    public Candidate replace(String owner, ObjectNode document) {
        return edit(owner, document, (_, given) -> given);
    }

    /** Changes single settings by a JSON merge patch (RFC 7396); null returns one to its default. */
    public Candidate patch(String owner, ObjectNode patch) {
        return edit(owner, patch, Documents::merge);
    }

    /** All that is wrong with the candidate; empty also when there is none. */
    public List<Problem> validate(String owner) {
        return stored(database, owner)
                .map(candidate -> documents.problems(candidate.document()))
                .orElse(List.of());
    }

    /** Values that it would change in the current revision, wrong ones among them; empty also when there is none. */
    public List<Change> diff(String owner) {
        return stored(database, owner)
                .map(candidate ->
                        documents.edits(StoredRevisions.current(database).document(), candidate.document()))
                .orElse(List.of());
    }

    /** Drops it; false when there was none. */
    public boolean discard(String owner) {
        return delete(database, owner);
    }

    /** Puts it into force and drops it; empty when there is none. It stays when the commit is not done. */
    public Optional<CommitResult> commit(String owner, String comment, Optional<Duration> confirmWithin) {
        return database.transaction(transaction -> stored(transaction, owner).map(candidate -> {
            CommitResult result = revisions.commitIn(
                    transaction,
                    new CommitRequest(candidate.base(), candidate.document(), owner, comment, confirmWithin));
            if (result instanceof CommitResult.Committed) {
                delete(transaction, owner);
            }
            return result;
        }));
    }

    private Candidate edit(String owner, ObjectNode given, BiFunction<ObjectNode, ObjectNode, ObjectNode> how) {
        return database.transaction(transaction -> {
            Candidate before = stored(transaction, owner).orElseGet(() -> begin(transaction, owner));
            ObjectNode edited = how.apply(before.document(), given);
            Candidate after =
                    new Candidate(owner, before.base(), documents.toStore(edited, before.document()), clock.instant());
            store(transaction, after);
            return masked(after);
        });
    }

    private Candidate begin(Queries transaction, String owner) {
        StoredRevisions.Numbered current = StoredRevisions.current(transaction);
        return new Candidate(owner, current.number(), current.document(), Instant.EPOCH);
    }

    private Candidate masked(Candidate stored) {
        return new Candidate(stored.owner(), stored.base(), documents.mask(stored.document()), stored.changedAt());
    }

    private static Optional<Candidate> stored(Queries queries, String owner) {
        return queries.first(
                "select * from settings_candidate where owner = ?",
                row -> new Candidate(
                        row.text("owner"),
                        row.bigInteger("base"),
                        StoredRevisions.document(row),
                        row.instant("changed_at")),
                owner);
    }

    private static void store(Queries transaction, Candidate candidate) {
        transaction.update(
                """
                insert into settings_candidate (owner, base, schema, document, changed_at)
                values (?, ?, ?, ?::jsonb, ?)
                on conflict (owner) do update
                    set base = excluded.base, schema = excluded.schema, document = excluded.document,
                        changed_at = excluded.changed_at
                """,
                candidate.owner(),
                candidate.base(),
                SettingsSchema.OF_THIS_RELEASE.number(),
                Json.write(candidate.document()),
                candidate.changedAt());
    }

    private static boolean delete(Queries queries, String owner) {
        return queries.update("delete from settings_candidate where owner = ?", owner) == 1;
    }
}
