package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseUnavailableException;
import org.sallyport.core.database.Queries;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.revisions.CommitResult.AwaitsConfirmation;
import org.sallyport.core.settings.revisions.CommitResult.Committed;
import org.sallyport.core.settings.revisions.CommitResult.Conflict;
import org.sallyport.core.settings.revisions.CommitResult.Refused;
import org.sallyport.core.settings.revisions.CommitResult.Unchanged;
import org.sallyport.core.settings.secrets.SecretBox;

/**
 * The revisions of the settings. Whatever it returns is fit to be shown: secrets are masked. Thread-safe; every method
 * throws {@link DatabaseUnavailableException} while the database is away.
 */
public final class SettingsRevisions {
    /** Author of what happens without a user. */
    public static final String SYSTEM = "system";

    private final Database database;
    private final RevisionDocuments documents;
    private final Clock clock;

    public SettingsRevisions(Database database, SettingsFile file, SecretBox secrets, Clock clock) {
        this.database = database;
        this.documents = new RevisionDocuments(file.defaults(), secrets);
        this.clock = clock;
    }

    /** The settings in force, with the origin of each value. */
    public SettingsView view() {
        StoredRevisions.Numbered current = StoredRevisions.current(database);
        return documents.view(current.number(), current.document());
    }

    /** What a revision amounts to, 0 meaning as installed; empty if it does not exist. */
    public Optional<SettingsView> viewOf(long number) {
        return stored(database, number).map(document -> documents.view(number, document));
    }

    /** Number of the current revision, 0 as installed. */
    public long currentNumber() {
        return StoredRevisions.current(database).number();
    }

    /**
     * Revisions, newest first.
     *
     * @param below only numbers smaller than this; {@code Long.MAX_VALUE} for the first page
     */
    public List<Revision> list(long below, int limit) {
        return StoredRevisions.page(database, below, limit).stream()
                .map(documents::masked)
                .toList();
    }

    public Optional<Revision> get(long number) {
        return StoredRevisions.byNumber(database, number).map(documents::masked);
    }

    /** Effective values that differ between two revisions, 0 meaning as installed; empty if one does not exist. */
    public Optional<List<Change>> diff(long from, long to) {
        return stored(database, from)
                .flatMap(before -> stored(database, to).map(after -> documents.changes(before, after)));
    }

    /** The revision in force if it still waits for its confirmation. */
    public Optional<Revision> pending() {
        return pending(database).map(documents::masked);
    }

    /**
     * What is in force, to be taken to another system: what differs from the built-in defaults, by revision or settings
     * file, in the form of this release, secrets in clear. Nothing else that this class returns has those.
     */
    public ObjectNode inClear() {
        return documents.inClear(StoredRevisions.current(database).document());
    }

    /** What a document would change if it were committed now, sparse or effective, secrets in clear or as {@code ***}. */
    public Preview preview(ObjectNode document) {
        StoredRevisions.Numbered current = StoredRevisions.current(database);
        ObjectNode stored = documents.toStore(document, current.document());
        return new Preview(
                current.number(),
                documents.problems(stored),
                documents.edits(current.document(), stored),
                documents.view(current.number(), current.document()).effective(),
                documents.view(current.number(), stored).effective());
    }

    /**
     * What a commit would do.
     *
     * @param base number of the current revision
     * @param problems for which it would be refused
     * @param changes effective values against the current revision, wrong ones among them; secrets as {@code ***}
     * @param before the effective settings in force; secrets as {@code ***}
     * @param after those to be, likewise
     */
    public record Preview(
            long base, List<Problem> problems, List<Change> changes, ObjectNode before, ObjectNode after) {}

    /** Puts a document into force, if it is right and nothing came in between. */
    public CommitResult commit(CommitRequest request) {
        return database.transaction(transaction -> commitIn(transaction, request));
    }

    /** Puts the document of an earlier revision, 0 meaning as installed, into force again as a new one; empty if none. */
    public Optional<CommitResult> restore(
            long number, long base, String author, String comment, Optional<Duration> confirmWithin) {
        return database.transaction(transaction -> stored(transaction, number)
                .map(document ->
                        commitIn(transaction, new CommitRequest(base, document, author, comment, confirmWithin))));
    }

    /** Confirms the current revision; false when it is another, needs no confirmation or its time is over. */
    public boolean confirm(long number) {
        boolean confirmed = StoredRevisions.confirm(database, number, now());
        if (confirmed) {
            database.announce(StoredRevisions.CHANNEL, Long.toString(number));
        }
        return confirmed;
    }

    /** Returns to the revision before, if the current one was not confirmed in time; the new revision if it did. */
    public Optional<Revision> rollBackUnconfirmed() {
        return database.transaction(transaction -> {
            StoredRevisions.lock(transaction);
            return pending(transaction)
                    .filter(pending -> !now().isBefore(deadline(pending)))
                    .map(pending -> rollBack(transaction, pending));
        });
    }

    /** Returns to the revision before at once, without waiting for the deadline; empty if none waits. */
    public Optional<Revision> rollBackNow(long number, String author) {
        return takeBack(number, author, "Revision " + number + " taken back before its confirmation.");
    }

    /** The same with a reason, which becomes the comment. */
    public Optional<Revision> takeBack(long number, String author, String reason) {
        return database.transaction(transaction -> {
            StoredRevisions.lock(transaction);
            return pending(transaction)
                    .filter(pending -> pending.number() == number)
                    .map(pending -> returnTo(transaction, pending, author, reason));
        });
    }

    static Instant deadline(Revision pending) {
        Instant deadline = pending.confirmBy();
        return deadline == null ? Instant.MAX : deadline;
    }

    /** The same as part of a transaction, for settings that come together with other things. */
    public CommitResult commitIn(Queries transaction, CommitRequest request) {
        StoredRevisions.lock(transaction);
        StoredRevisions.Numbered current = StoredRevisions.current(transaction);
        Optional<Revision> pending = pending(transaction);
        if (pending.isPresent()) {
            return new AwaitsConfirmation(documents.masked(pending.get()));
        }
        if (current.number() != request.base()) {
            return new Conflict(request.base(), current.number());
        }
        ObjectNode document = documents.toStore(request.document(), current.document());
        List<Problem> problems = new ArrayList<>(CommitRules.problems(request));
        problems.addAll(documents.problems(document));
        if (!problems.isEmpty()) {
            return new Refused(problems);
        }
        if (document.equals(current.document())) {
            return new Unchanged(current.number());
        }
        return new Committed(insert(transaction, current, request, document));
    }

    private Revision insert(
            Queries transaction, StoredRevisions.Numbered current, CommitRequest request, ObjectNode document) {
        Revision revision = new Revision(
                current.number() + 1,
                now(),
                request.author(),
                request.comment(),
                document,
                documents.changes(current.document(), document),
                request.confirmWithin().map(now()::plus).orElse(null),
                null);
        StoredRevisions.insert(transaction, revision);
        return documents.masked(revision);
    }

    private Revision rollBack(Queries transaction, Revision pending) {
        return returnTo(transaction, pending, SYSTEM, "Revision " + pending.number() + " was not confirmed in time.");
    }

    private Revision returnTo(Queries transaction, Revision pending, String author, String comment) {
        ObjectNode before = stored(transaction, pending.number() - 1).orElseGet(Documents::empty);
        CommitRequest back = new CommitRequest(pending.number(), before, author, comment, Optional.empty());
        return insert(transaction, new StoredRevisions.Numbered(pending.number(), pending.document()), back, before);
    }

    private static Optional<Revision> pending(Queries queries) {
        return StoredRevisions.page(queries, Long.MAX_VALUE, 1).stream()
                .filter(Revision::isUnconfirmed)
                .findFirst();
    }

    private static Optional<ObjectNode> stored(Queries queries, long number) {
        return number == 0
                ? Optional.of(Documents.empty())
                : StoredRevisions.byNumber(queries, number).map(Revision::document);
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
