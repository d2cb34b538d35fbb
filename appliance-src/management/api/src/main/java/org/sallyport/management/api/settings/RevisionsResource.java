package org.sallyport.management.api.settings;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.core.settings.revisions.CommitResult;
import org.sallyport.core.settings.revisions.Revision;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Fields;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.management.api.http.Route;
import org.sallyport.management.api.network.NetworkGuard;

/** What was and is in force: commit, confirm, roll back, compare, restore. */
public final class RevisionsResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);
    private static final Set<Role> WRITERS = Set.of(ADMINISTRATOR);
    private static final String REVISION = "/settings/revisions/{number}";

    private final SettingsResource settings;
    private final SettingsRevisions revisions;
    private final SettingsCandidates candidates;
    private final NetworkGuard guard;

    public RevisionsResource(
            SettingsResource settings, SettingsRevisions revisions, SettingsCandidates candidates, NetworkGuard guard) {
        this.settings = settings;
        this.revisions = revisions;
        this.candidates = candidates;
        this.guard = guard;
    }

    public List<Route> routes() {
        return List.of(
                Route.write(
                        "commitSettings", Method.POST, "/settings/commit", WRITERS, "settings.commit", this::commit),
                Route.write(
                        "confirmSettings",
                        Method.POST,
                        "/settings/confirm",
                        WRITERS,
                        "settings.confirm",
                        this::confirm),
                Route.write(
                        "rollBackSettings",
                        Method.POST,
                        "/settings/rollback",
                        WRITERS,
                        "settings.roll-back",
                        this::rollBack),
                Route.get("listRevisions", "/settings/revisions", ALL, this::list),
                Route.get("getRevision", REVISION, ALL, this::get),
                Route.get("diffRevision", REVISION + "/diff", ALL, this::diff),
                Route.write(
                        "restoreRevision",
                        Method.POST,
                        REVISION + "/restore",
                        WRITERS,
                        "settings.restore",
                        this::restore));
    }

    private Answer commit(ApiRequest request) {
        String author = request.caller().name();
        request.requireMatch(settings.etag(author));
        Wish wish = wish(request);
        if (candidates.validate(author).isEmpty()) {
            guard.check(
                    candidates.diff(author),
                    revisions.view().effective(),
                    candidates.view(author).effective(),
                    wish.confirmWithin());
        }
        CommitResult result = candidates
                .commit(author, wish.comment(), wish.confirmWithin())
                .orElseThrow(() -> ProblemException.conflict("nothing-to-commit", "Nothing was edited."));
        return committed(request, result);
    }

    private Answer restore(ApiRequest request) {
        Wish wish = wish(request);
        long number = request.number("number");
        request.audit().subject("revision " + number);
        SettingsView now = revisions.view();
        revisions
                .viewOf(number)
                .ifPresent(then -> guard.check(
                        revisions.diff(now.revision(), number).orElse(List.of()),
                        now.effective(),
                        then.effective(),
                        wish.confirmWithin()));
        CommitResult result = revisions
                .restore(number, now.revision(), request.caller().name(), wish.comment(), wish.confirmWithin())
                .orElseThrow(() -> missing(number));
        return committed(request, result);
    }

    private Answer committed(ApiRequest request, CommitResult result) {
        return switch (result) {
            case CommitResult.Committed(Revision revision) -> {
                request.audit().subject("revision " + revision.number());
                request.audit().after(revision.comment() + "\n" + SettingsResource.summary(revision.changes()));
                yield Answer.json(201, View.of(revision, revision.number()));
            }
            case CommitResult.Refused(var problems) -> throw ProblemException.invalid(problems);
            case CommitResult.Conflict(long base, long current) ->
                throw ProblemException.conflict(
                        "newer-revision",
                        "You edited revision " + base + ", but revision " + current
                                + " is in force by now. Discard your edits and make them again.");
            case CommitResult.AwaitsConfirmation(Revision pending) ->
                throw ProblemException.conflict(
                        "trial-running",
                        "Revision " + pending.number() + " is on trial. Confirm it or roll it back first.");
            case CommitResult.Unchanged(long current) ->
                throw ProblemException.conflict(
                        "nothing-to-commit", "It says what revision " + current + " says already.");
        };
    }

    private Answer confirm(ApiRequest request) {
        Revision pending = pending();
        request.audit().subject("revision " + pending.number());
        if (!revisions.confirm(pending.number())) {
            throw noTrial();
        }
        return Answer.json(view(pending.number()));
    }

    private Answer rollBack(ApiRequest request) {
        Revision pending = pending();
        request.audit().subject("revision " + pending.number());
        Revision back = revisions
                .rollBackNow(pending.number(), request.caller().name())
                .orElseThrow(RevisionsResource::noTrial);
        return Answer.json(View.of(back, back.number()));
    }

    private Revision pending() {
        return revisions.pending().orElseThrow(RevisionsResource::noTrial);
    }

    private static ProblemException noTrial() {
        return ProblemException.conflict("no-trial", "No revision is on trial.");
    }

    private Answer list(ApiRequest request) {
        int size = request.pageSize();
        long current = revisions.currentNumber();
        List<Revision> found = revisions.list(request.pageBefore(), size + 1);
        List<Revision> page = found.size() > size ? found.subList(0, size) : found;
        return Answer.json(new Page(
                page.stream().map(revision -> View.of(revision, current)).toList(),
                found.size() > size ? Long.toString(page.getLast().number()) : null));
    }

    private Answer get(ApiRequest request) {
        long number = request.number("number");
        Revision revision = revisions.get(number).orElseThrow(() -> missing(number));
        return Answer.json(new Detail(View.of(revision, revisions.currentNumber()), revision.document()));
    }

    private Answer diff(ApiRequest request) {
        long number = request.number("number");
        long against = request.queryNumber("against").orElse(Math.max(0, number - 1));
        List<Change> changes = revisions.diff(against, number).orElseThrow(() -> missing(number));
        return Answer.json(new SettingsResource.Difference(changes));
    }

    private View view(long number) {
        return View.of(revisions.get(number).orElseThrow(() -> missing(number)), revisions.currentNumber());
    }

    private static ProblemException missing(long number) {
        return ProblemException.notFound("There is no revision " + number + ".");
    }

    private static Wish wish(ApiRequest request) {
        Fields fields = request.fields();
        String comment = fields.text("comment", 1, 500);
        Optional<Duration> within =
                fields.optionalInteger("confirmWithinSeconds", 5, 3600).map(Duration::ofSeconds);
        fields.finish();
        return new Wish(comment, within);
    }

    private record Wish(String comment, Optional<Duration> confirmWithin) {}

    enum State {
        IN_FORCE,
        TRIAL,
        SUPERSEDED,
        ROLLED_BACK
    }

    record View(
            long number,
            State state,
            String author,
            Instant at,
            String comment,
            @Nullable Instant confirmBy) {
        static View of(Revision revision, long current) {
            return new View(
                    revision.number(),
                    state(revision, revision.number() == current),
                    revision.author(),
                    revision.committedAt(),
                    revision.comment(),
                    revision.confirmBy());
        }

        private static State state(Revision revision, boolean current) {
            if (revision.isUnconfirmed()) {
                return current ? State.TRIAL : State.ROLLED_BACK;
            }
            return current ? State.IN_FORCE : State.SUPERSEDED;
        }
    }

    record Page(List<View> items, @Nullable String nextPageToken) {}

    record Detail(View revision, ObjectNode document) {}
}
