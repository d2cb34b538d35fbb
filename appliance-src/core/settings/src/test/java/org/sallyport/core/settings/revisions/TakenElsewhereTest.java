package org.sallyport.core.settings.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.database.Database;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.secrets.SecretBox;

/** Settings with secrets on their way from one system to another, whose secrets are under another key. */
class TakenElsewhereTest {
    private static final String SETTINGS = """
            capacity: {max-calls: 7}
            sip:
              call-server: {host: 10.0.0.20, credentials: {username: gate, password: quiet}}
            """;

    private static Database here;
    private static Database there;

    @TempDir
    private Path keysHere;

    @TempDir
    private Path keysThere;

    private SettingsRevisions source;
    private SettingsRevisions target;

    @BeforeAll
    static void open() {
        here = TestDocuments.freshDatabase();
        there = TestDocuments.freshDatabase();
    }

    @AfterAll
    static void close() {
        here.close();
        there.close();
    }

    @BeforeEach
    void begin() throws Exception {
        here.update("truncate settings_revision");
        there.update("truncate settings_revision");
        source = revisions(here, keysHere);
        target = revisions(there, keysThere);
        commit(source, TestDocuments.document(SETTINGS));
    }

    private static SettingsRevisions revisions(Database database, Path keys) throws Exception {
        return new SettingsRevisions(database, SettingsFile.read(List.of()), SecretBox.in(keys), Clock.systemUTC());
    }

    private static CommitResult commit(SettingsRevisions revisions, ObjectNode document) {
        return revisions.commit(new CommitRequest(revisions.currentNumber(), document, "anna", "", Optional.empty()));
    }

    @Test
    void areTheSameThereItemByItem() {
        assertThat(commit(target, source.inClear())).isInstanceOf(CommitResult.Committed.class);
        assertThat(target.view().effective()).isEqualTo(source.view().effective());
        assertThat(target.inClear()).isEqualTo(source.inClear());
        assertThat(target.inClear().at("/sip/call-server/credentials/password").textValue())
                .isEqualTo("quiet");
    }

    @Test
    void haveTheirSecretsSealedThere() {
        commit(target, source.inClear());
        String stored = there.first("select document::text as d from settings_revision", row -> row.text("d"))
                .orElseThrow();
        assertThat(stored).contains("sealed:v1:").doesNotContain("quiet");
    }

    @Test
    void showWhatTheyWouldChangeAndNoSecret() {
        SettingsRevisions.Preview preview = target.preview(source.inClear());
        assertThat(preview.problems()).isEmpty();
        assertThat(preview.changes())
                .contains(
                        TestDocuments.change("capacity.max-calls", "1000", "7"),
                        TestDocuments.change("sip.call-server.credentials.password", null, "\"***\""));
        assertThat(preview.toString()).doesNotContain("quiet");
        assertThat(target.currentNumber()).isZero();
    }

    @Test
    void changeNothingWhereTheyAreInForceAlready() {
        commit(target, source.inClear());
        assertThat(target.preview(source.inClear()).changes()).isEmpty();
        assertThat(commit(target, source.inClear())).isInstanceOf(CommitResult.Unchanged.class);
    }

    @Test
    void tellThatASecretIsAnother() {
        commit(target, source.inClear());
        ObjectNode other = source.inClear();
        other.withObject("/sip/call-server/credentials").put("password", "louder");
        assertThat(target.preview(other).changes())
                .containsExactly(TestDocuments.change("sip.call-server.credentials.password", "\"***\"", "\"***\""));
    }
}
