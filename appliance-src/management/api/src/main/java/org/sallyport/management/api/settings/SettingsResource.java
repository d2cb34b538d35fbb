package org.sallyport.management.api.settings;

import static org.sallyport.management.api.access.Role.ADMINISTRATOR;
import static org.sallyport.management.api.access.Role.AUDITOR;
import static org.sallyport.management.api.access.Role.OPERATOR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.Origin;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.revisions.Candidate;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.core.settings.revisions.SettingsCandidates;
import org.sallyport.core.settings.revisions.SettingsRevisions;
import org.sallyport.core.settings.schema.SettingDescription;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.ApiRequest;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.Route;

/** The settings in force, their catalogue, and the caller's candidate. */
public final class SettingsResource {
    private static final Set<Role> ALL = Set.of(ADMINISTRATOR, OPERATOR, AUDITOR);
    private static final Set<Role> WRITERS = Set.of(ADMINISTRATOR);
    private static final String CANDIDATE = "/settings/candidate";

    private final SettingsRevisions revisions;
    private final SettingsCandidates candidates;
    private final Items catalogue =
            new Items(SettingsDocument.catalogue().stream().map(Entry::of).toList());

    public SettingsResource(SettingsRevisions revisions, SettingsCandidates candidates) {
        this.revisions = revisions;
        this.candidates = candidates;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("getSettings", "/settings", ALL, _ -> effective()),
                Route.get("getSettingsCatalogue", "/settings/catalogue", ALL, _ -> Answer.json(catalogue)),
                Route.get("getCandidate", CANDIDATE, ALL, this::candidate),
                Route.write("putCandidate", Method.PUT, CANDIDATE, WRITERS, "settings.edit", this::replace),
                Route.write("patchCandidate", Method.PATCH, CANDIDATE, WRITERS, "settings.edit", this::patch),
                Route.write("discardCandidate", Method.DELETE, CANDIDATE, WRITERS, "settings.discard", this::discard),
                Route.write(
                        "validateCandidate",
                        Method.POST,
                        CANDIDATE + "/validate",
                        ALL,
                        "settings.validate",
                        this::validate),
                Route.get("diffCandidate", CANDIDATE + "/diff", ALL, this::diff));
    }

    private Answer effective() {
        SettingsView view = revisions.view();
        return Answer.json(new Effective(view.revision(), view.effective(), view.origins()))
                .with("ETag", "\"" + view.revision() + "\"");
    }

    private Answer candidate(ApiRequest request) {
        String owner = request.caller().name();
        Optional<Candidate> edited = candidates.get(owner);
        SettingsView view = candidates.view(owner);
        return Answer.json(new CandidateView(
                        edited.map(Candidate::base).orElse(view.revision()),
                        Documents.merge(view.effective(), view.own()),
                        !candidates.diff(owner).isEmpty(),
                        candidates.validate(owner),
                        edited.isPresent() ? owner : null,
                        edited.map(Candidate::changedAt).orElse(null)))
                .with("ETag", etag(owner));
    }

    private Answer replace(ApiRequest request) {
        String owner = request.caller().name();
        request.requireMatch(etag(owner));
        candidates.replace(owner, request.body());
        return edited(request);
    }

    private Answer patch(ApiRequest request) {
        String owner = request.caller().name();
        request.requireMatch(etag(owner));
        candidates.patch(owner, request.body());
        return edited(request);
    }

    private Answer edited(ApiRequest request) {
        request.audit().after(summary(candidates.diff(request.caller().name())));
        return candidate(request);
    }

    private Answer discard(ApiRequest request) {
        candidates.discard(request.caller().name());
        return Answer.empty(204);
    }

    private Answer validate(ApiRequest request) {
        List<Problem> problems = candidates.validate(request.caller().name());
        return Answer.json(new Verdict(problems.isEmpty(), problems));
    }

    private Answer diff(ApiRequest request) {
        return Answer.json(new Difference(candidates.diff(request.caller().name())));
    }

    /** The version of a user's candidate: the revision in force while nothing is edited. */
    String etag(String owner) {
        return candidates
                .get(owner)
                .map(edited -> "\"" + edited.base() + "-" + edited.changedAt().toEpochMilli() + "\"")
                .orElseGet(() -> "\"" + revisions.currentNumber() + "\"");
    }

    /** Changes as the audit says them, one a line. */
    public static String summary(List<Change> changes) {
        StringBuilder text = new StringBuilder();
        changes.forEach(change -> text.append(change.path())
                .append(": ")
                .append(change.before())
                .append(" -> ")
                .append(change.after())
                .append('\n'));
        return text.toString().strip();
    }

    record Effective(long revision, ObjectNode document, Map<String, Origin> origins) {}

    record CandidateView(
            long baseRevision,
            ObjectNode document,
            boolean changed,
            List<Problem> problems,
            @Nullable String editedBy,
            @Nullable Instant editedAt) {}

    record Verdict(boolean valid, List<Problem> problems) {}

    record Difference(List<Change> changes) {}

    record Items(List<Entry> items) {}

    record Entry(
            String path,
            String type,
            @Nullable String unit,
            @Nullable JsonNode defaultValue,
            boolean required,
            boolean secret,
            String description,
            @Nullable String minimum,
            @Nullable String maximum,
            List<String> choices) {
        static Entry of(SettingDescription setting) {
            return new Entry(
                    setting.path(),
                    setting.type(),
                    orNull(setting.unit()),
                    setting.defaultValue(),
                    setting.required(),
                    setting.secret(),
                    setting.description(),
                    orNull(setting.least()),
                    orNull(setting.most()),
                    setting.allowed());
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
