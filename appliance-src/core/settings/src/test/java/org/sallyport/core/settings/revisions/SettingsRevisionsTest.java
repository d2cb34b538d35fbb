package org.sallyport.core.settings.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.database.Database;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.layers.Origin;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.testing.time.MovableClock;

class SettingsRevisionsTest {
    private static Database database;

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private SettingsRevisions revisions;
    private SettingsCandidates candidates;

    @BeforeAll
    static void open() {
        database = TestDocuments.freshDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void begin() throws Exception {
        database.update("truncate settings_revision, settings_candidate");
        SettingsFile file = SettingsFile.read(List.of());
        SecretBox secrets = SecretBox.in(directory);
        revisions = new SettingsRevisions(database, file, secrets, clock);
        candidates = new SettingsCandidates(database, revisions, file, secrets, clock);
    }

    private CommitResult commit(long base, String yaml) {
        return revisions.commit(
                new CommitRequest(base, TestDocuments.document(yaml), "anna", "because", Optional.empty()));
    }

    private Revision committed(long base, String yaml) {
        return ((CommitResult.Committed) commit(base, yaml)).revision();
    }

    private CommitResult commitToConfirm(long base, String yaml) {
        return revisions.commit(new CommitRequest(
                base, TestDocuments.document(yaml), "anna", "try", Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void startsAsInstalled() {
        SettingsView view = revisions.view();
        assertThat(view.revision()).isZero();
        assertThat(view.own()).isEmpty();
        assertThat(view.effective().at("/capacity/max-calls").asInt()).isEqualTo(1000);
        assertThat(revisions.list(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void keepsWhoWhenWhyAndWhatChanged() {
        Revision revision = committed(0, "capacity: {max-calls: 5}");
        assertThat(revision.number()).isEqualTo(1);
        assertThat(revisions.get(1)).contains(revision);
        assertThat(revision.author()).isEqualTo("anna");
        assertThat(revision.comment()).isEqualTo("because");
        assertThat(revision.committedAt()).isEqualTo(clock.instant());
        assertThat(revision.changes()).containsExactly(TestDocuments.change("capacity.max-calls", "1000", "5"));
        assertThat(revisions.view().origins()).containsEntry("capacity.max-calls", Origin.REVISION);
    }

    @Test
    void listsNewestFirstByPage() {
        for (int number = 0; number < 5; number++) {
            committed(number, "capacity: {max-calls: " + (number + 1) + "}");
        }
        List<Revision> first = revisions.list(Long.MAX_VALUE, 2);
        assertThat(first).extracting(Revision::number).containsExactly(5L, 4L);
        assertThat(revisions.list(first.getLast().number(), 2))
                .extracting(Revision::number)
                .containsExactly(3L, 2L);
    }

    @Test
    void namesListElementsInItsChanges() {
        Revision revision = committed(0, """
                sip:
                  listeners:
                    - {name: internal-udp, side: internal, transport: udp, address: 127.0.0.1, port: 5071}
                    - {name: external-udp, side: external, transport: udp, address: 127.0.0.1, port: 5060}
                """);
        assertThat(revision.changes())
                .contains(
                        TestDocuments.change("sip.listeners[internal-udp].port", "5070", "5071"),
                        TestDocuments.change("sip.listeners[external-tls].port", "5061", null))
                .noneMatch(change -> change.path().startsWith("sip.listeners[external-udp]"));
    }

    @Test
    void comparesAnyTwo() {
        committed(0, "capacity: {max-calls: 5}");
        committed(1, "capacity: {max-calls: 6, max-bandwidth: 6400}");
        assertThat(revisions.diff(2, 1))
                .hasValueSatisfying(changes -> assertThat(changes)
                        .containsExactly(
                                TestDocuments.change("capacity.max-calls", "6", "5"),
                                TestDocuments.change("capacity.max-bandwidth", "6400", "700000")));
        assertThat(revisions.diff(0, 1))
                .hasValueSatisfying(changes -> assertThat(changes).hasSize(1));
        assertThat(revisions.diff(1, 9)).isEmpty();
    }

    @Test
    void refusesAWrongDocumentWithEveryProblem() {
        assertThat(commit(0, "capacity: {max-calls: 0, colour: red}"))
                .isInstanceOfSatisfying(
                        CommitResult.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .containsExactly("capacity.max-calls", "capacity.colour"));
        assertThat(revisions.currentNumber()).isZero();
    }

    @Test
    void refusesACommitOnAnOldBase() {
        committed(0, "capacity: {max-calls: 5}");
        assertThat(commit(0, "capacity: {max-calls: 6}")).isEqualTo(new CommitResult.Conflict(0, 1));
    }

    @Test
    void letsOneOfManyCommitsAtOnceThrough() throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<CommitResult>> commits = List.of(
                    () -> commit(0, "capacity: {max-calls: 5}"),
                    () -> commit(0, "capacity: {max-calls: 6}"),
                    () -> commit(0, "capacity: {max-calls: 7}"));
            List<CommitResult> results =
                    executor.invokeAll(commits).stream().map(Future::resultNow).toList();
            assertThat(results)
                    .filteredOn(CommitResult.Committed.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(CommitResult.Conflict.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void makesNoRevisionOfNoChange() {
        committed(0, "capacity: {max-calls: 5}");
        assertThat(commit(1, "capacity: {max-calls: 5}")).isEqualTo(new CommitResult.Unchanged(1));
    }

    @Test
    void restoresAnEarlierOneAsANewOne() {
        committed(0, "capacity: {max-calls: 5}");
        committed(1, "capacity: {max-calls: 6}");
        assertThat(revisions.restore(1, 2, "bert", "back", Optional.empty()))
                .hasValueSatisfying(result -> assertThat(((CommitResult.Committed) result).revision())
                        .satisfies(revision -> {
                            assertThat(revision.number()).isEqualTo(3);
                            assertThat(revision.changes())
                                    .containsExactly(TestDocuments.change("capacity.max-calls", "6", "5"));
                        }));
        assertThat(revisions.restore(0, 3, "bert", "as installed", Optional.empty()))
                .isPresent();
        assertThat(revisions.view().own()).isEmpty();
        assertThat(revisions.restore(99, 4, "bert", "none", Optional.empty())).isEmpty();
    }

    @Test
    void rollsBackWhatIsNotConfirmedInTime() {
        committed(0, "capacity: {max-calls: 5}");
        assertThat(commitToConfirm(1, "capacity: {max-calls: 6}")).isInstanceOf(CommitResult.Committed.class);
        assertThat(revisions.rollBackUnconfirmed()).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(revisions.confirm(2)).isFalse();
        assertThat(revisions.rollBackUnconfirmed()).hasValueSatisfying(back -> {
            assertThat(back.number()).isEqualTo(3);
            assertThat(back.author()).isEqualTo("system");
            assertThat(back.document().at("/capacity/max-calls").asInt()).isEqualTo(5);
        });
        assertThat(revisions.rollBackUnconfirmed()).isEmpty();
    }

    @Test
    void keepsWhatIsConfirmedInTime() {
        commitToConfirm(0, "capacity: {max-calls: 6}");
        assertThat(revisions.pending()).isPresent();
        assertThat(revisions.confirm(1)).isTrue();
        assertThat(revisions.confirm(1)).isFalse();
        clock.advance(Duration.ofMinutes(10));
        assertThat(revisions.rollBackUnconfirmed()).isEmpty();
        assertThat(revisions.pending()).isEmpty();
        assertThat(revisions.currentNumber()).isEqualTo(1);
    }

    @Test
    void takesBackWhatWaitsForConfirmationAtOnce() {
        commitToConfirm(0, "capacity: {max-calls: 6}");
        assertThat(revisions.rollBackNow(7, "anna")).isEmpty();
        assertThat(revisions.rollBackNow(1, "anna")).isPresent();
        assertThat(revisions.view().own()).isEmpty();
    }

    @Test
    void buildsNothingOnWhatIsNotConfirmed() {
        commitToConfirm(0, "capacity: {max-calls: 6}");
        assertThat(commit(1, "capacity: {max-calls: 7}")).isInstanceOf(CommitResult.AwaitsConfirmation.class);
    }

    @Test
    void refusesATimeTooShortToConfirmIn() {
        assertThat(revisions.commit(new CommitRequest(
                        0, TestDocuments.document("{}"), "anna", "", Optional.of(Duration.ofSeconds(1)))))
                .isInstanceOfSatisfying(
                        CommitResult.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .containsExactly("confirm-within"));
    }

    @Test
    void storesSecretsSealedAndShowsThemMasked() {
        Revision first = committed(0, "sip: {call-server: {credentials: {username: gate, password: hunter2}}}");
        assertThat(first.toString()).doesNotContain("hunter2").doesNotContain("sealed:");
        assertThat(database.query(
                        "select document::text || changes::text as all from settings_revision", row -> row.text("all")))
                .allSatisfy(stored -> assertThat(stored).doesNotContain("hunter2"));
        assertThat(revisions.view().effective().toString())
                .doesNotContain("hunter2")
                .doesNotContain("sealed:");
        Revision renamed = committed(1, "sip: {call-server: {credentials: {username: door, password: '***'}}}");
        assertThat(renamed.changes())
                .containsExactly(TestDocuments.change("sip.call-server.credentials.username", "\"gate\"", "\"door\""));
        Revision other = committed(2, "sip: {call-server: {credentials: {username: door, password: hunter3}}}");
        assertThat(other.changes())
                .containsExactly(TestDocuments.change("sip.call-server.credentials.password", "\"***\"", "\"***\""));
    }

    @Test
    void saysThatAMaskedSecretWasNeverStored() {
        assertThat(commit(0, "sip: {call-server: {credentials: {username: gate, password: '***'}}}"))
                .isInstanceOfSatisfying(
                        CommitResult.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .containsExactly("sip.call-server.credentials.password"));
    }

    @Test
    void keepsACandidateForEachUser() {
        candidates.patch("anna", TestDocuments.document("capacity: {max-calls: 5}"));
        candidates.patch("anna", TestDocuments.document("capacity: {max-bandwidth: 6400}"));
        candidates.patch("bert", TestDocuments.document("capacity: {max-calls: 0}"));
        assertThat(candidates.diff("anna"))
                .containsExactly(
                        TestDocuments.change("capacity.max-calls", "1000", "5"),
                        TestDocuments.change("capacity.max-bandwidth", "700000", "6400"));
        assertThat(candidates.validate("anna")).isEmpty();
        assertThat(candidates.validate("bert")).hasSize(1);
        candidates.patch("bert", TestDocuments.document("sip: {call-server: {port: 70000, colour: red}}"));
        assertThat(candidates.diff("bert"))
                .contains(
                        TestDocuments.change("capacity.max-calls", "1000", "0"),
                        TestDocuments.change("sip.call-server.port", "5080", "70000"))
                .hasSize(3);
        candidates.patch("anna", TestDocuments.document("capacity: {max-calls: null}"));
        assertThat(candidates.diff("anna")).hasSize(1);
        assertThat(candidates.discard("bert")).isTrue();
        assertThat(candidates.get("bert")).isEmpty();
        assertThat(candidates.discard("bert")).isFalse();
    }

    @Test
    void dropsACandidateWhenItIsInForceAndOnlyThen() {
        ObjectNode good = TestDocuments.document("capacity: {max-calls: 5}");
        candidates.replace("anna", good);
        candidates.replace("bert", TestDocuments.document("capacity: {max-calls: 6}"));
        assertThat(candidates.commit("anna", "five", Optional.empty()))
                .hasValueSatisfying(result -> assertThat(result).isInstanceOf(CommitResult.Committed.class));
        assertThat(candidates.get("anna")).isEmpty();
        assertThat(candidates.commit("bert", "six", Optional.empty())).contains(new CommitResult.Conflict(0, 1));
        assertThat(candidates.get("bert")).isPresent();
        assertThat(candidates.commit("carl", "none", Optional.empty())).isEmpty();
    }

    @Test
    void keepsOnlyWhatDiffersOfAnEffectiveDocument() {
        ObjectNode effective = revisions.view().effective();
        assertThat(candidates.replace("anna", effective).document()).isEmpty();
        ((ObjectNode) effective.at("/sip/listeners/0")).put("port", 5062);
        ((ObjectNode) effective.at("/capacity")).put("max-calls", 0).put("colour", "red");
        ObjectNode kept = candidates.replace("anna", effective).document();
        assertThat(kept.at("/sip/listeners")).hasSize(5);
        assertThat(kept.get("capacity")).isEqualTo(TestDocuments.document("{max-calls: 0, colour: red}"));
        assertThat(kept.has("media")).isFalse();
        assertThat(candidates
                        .view("anna")
                        .effective()
                        .at("/sip/listeners/0/port")
                        .asInt())
                .isEqualTo(5062);
    }

    @Test
    void storesTheSecretsOfACandidateSealed() {
        Candidate candidate = candidates.replace(
                "anna",
                TestDocuments.document("sip: {call-server: {credentials: {username: gate, password: hunter2}}}"));
        assertThat(candidate.document().toString()).doesNotContain("hunter2").contains("***");
        assertThat(database.query("select document::text as stored from settings_candidate", row -> row.text("stored")))
                .allSatisfy(stored -> assertThat(stored).doesNotContain("hunter2"));
        candidates.replace("anna", candidate.document());
        assertThat(candidates.validate("anna")).isEmpty();
    }
}
