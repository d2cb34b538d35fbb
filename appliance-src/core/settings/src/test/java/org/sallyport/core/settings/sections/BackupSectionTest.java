package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.schema.Reading;

class BackupSectionTest {
    private static final String FINGERPRINT = "SHA256:" + "a".repeat(43);

    private static Reading<Settings> read(String backup) {
        return SettingsDocument.read(TestDocuments.document("management: {backup: {" + backup + "}}"), Secret::new);
    }

    private static Reading<Settings> readTarget(String target) {
        return read("passphrase: four words in a row, target: {secret: hidden, " + target + "}");
    }

    @Test
    void makesNoneUnlessTheSectionIsThere() {
        assertThat(SettingsDocument.defaults().management().backup()).isEmpty();
        BackupPlan plan = read("passphrase: four words in a row")
                .value()
                .management()
                .backup()
                .orElseThrow();
        assertThat(plan.interval()).isEqualTo(Duration.ofDays(1));
        assertThat(plan.at()).isEmpty();
        assertThat(plan.keep()).isEqualTo(14);
        assertThat(plan.target()).isEmpty();
    }

    @Test
    void hasATimeOfDayForWholeDaysAlone() {
        assertThat(read("passphrase: four words in a row, at: '02:30', interval: 7d")
                        .value()
                        .management()
                        .backup()
                        .orElseThrow()
                        .at())
                .hasValue(LocalTime.of(2, 30));
        assertThat(read("passphrase: four words in a row, at: '02:30', interval: 36h")
                        .problems())
                .extracting(Problem::path)
                .containsExactly("management.backup.interval");
    }

    @ParameterizedTest
    @CsvSource({
        "interval: 59m,                      interval",
        "at: 2:30,                           at",
        "at: '24:00',                        at",
        "at: '02:30:00',                     at",
        "keep: 0,                            keep",
        "keep: 51,                           keep",
    })
    void refuses(String setting, String path) {
        assertThat(read("passphrase: four words in a row, " + setting).problems())
                .extracting(Problem::path)
                .containsExactly("management.backup." + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eleven char", "'with a\ttabulator'"})
    void refusesAPassphraseThatIsEasilyGuessedOrCannotBeTypedAndDoesNotRepeatIt(String passphrase) {
        assertThat(read("passphrase: " + passphrase).problems())
                .hasSize(1)
                .allMatch(problem -> problem.path().equals("management.backup.passphrase"))
                .extracting(Problem::value)
                .containsOnly("***");
    }

    @Test
    void isRefusedWithoutAPassphrase() {
        assertThat(read("keep: 3").problems())
                .extracting(Problem::path)
                .containsExactly("management.backup.passphrase");
    }

    @Test
    void takesServersOfBothKinds() {
        assertThat(readTarget("url: 'https://backup@nas.example.com/a%20b'").problems())
                .isEmpty();
        assertThat(readTarget("url: 'sftp://backup@[2001:db8::1]:2222', host-key: '" + FINGERPRINT + "'")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://backup@nas.example.com/",
                "ftp://backup@nas.example.com/",
                "https://nas.example.com/",
                "https://backup:word@nas.example.com/",
                "https://backup@nas.example.com/?a",
                "https://backup@/",
                "nas.example.com",
                "sftp://backup@nas example com/"
            })
    void refusesUrlsThatSayTooLittleOrTooMuch(String url) {
        assertThat(readTarget("url: '" + url + "', host-key: '" + FINGERPRINT + "'")
                        .problems())
                .extracting(Problem::path)
                .containsExactly("management.backup.target.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", host-key: 'MD5:00:11'", ", host-key: 'SHA256:short'"})
    void refusesAnSftpServerThatIsKnownByNothing(String hostKey) {
        assertThat(readTarget("url: 'sftp://backup@nas.example.com/'" + hostKey).problems())
                .extracting(Problem::path)
                .containsExactly("management.backup.target.host-key");
    }
}
