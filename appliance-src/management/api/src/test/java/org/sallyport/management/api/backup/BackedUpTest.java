package org.sallyport.management.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.control.files.KeptFile;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.backup.BackedUp.Adapter;
import org.sallyport.management.api.tokens.Token;
import org.sallyport.management.api.tokens.TokenStore;
import org.sallyport.management.api.users.User;

class BackedUpTest {
    private static final BackupPassphrase PASSPHRASE = new BackupPassphrase("four words in a row");
    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");

    /** The second form calls {@code capacity.most-calls} what the first called {@code capacity.max-calls}. */
    private static final SettingsSchema OF_TWO_FORMS = new SettingsSchema(List.of(document -> {
        ObjectNode capacity = document.withObject("capacity");
        capacity.set("most-calls", capacity.remove("max-calls"));
    }));

    @TempDir
    private Path directory;

    private static BackedUp system() {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        settings.putObject("capacity").put("max-calls", 7);
        return new BackedUp(
                settings,
                List.of(new User("anna", "Anna", Role.ADMINISTRATOR, false, "argon2id$1$1$a$b", false, TIME, null, 3)),
                List.of(new TokenStore.Kept(
                        new Token("id", "robot", Role.OPERATOR, "anna", TIME, TIME.plusSeconds(60), TIME), "abcdef")),
                List.of(new Adapter("eth0", "52:54:00:00:00:01")),
                List.of(
                        KeptFile.of("sip-tls", "key.pem", "key".getBytes(StandardCharsets.UTF_8)),
                        KeptFile.of("etc", "Behörden.pem", "authority".getBytes(StandardCharsets.UTF_8))));
    }

    private BackupFile written(int form, String version) throws IOException {
        Path file = directory.resolve("x.backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            BackupFile.write(out, PASSPHRASE, new BackupFile.Source(version, form, "gate"), TIME, system().contents());
        }
        return BackupFile.open(file, PASSPHRASE);
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        assertThat(BackedUp.read(written(1, "0.1.0"), SettingsSchema.OF_THIS_RELEASE))
                .isEqualTo(system());
    }

    @Test
    void migratesSettingsOfAnOlderForm() throws IOException {
        BackedUp read = BackedUp.read(written(1, "0.1.0"), OF_TWO_FORMS);
        assertThat(read.settings()).hasToString("{\"capacity\":{\"most-calls\":7}}");
        assertThat(read.users()).isEqualTo(system().users());
    }

    @Test
    void refusesSettingsOfANewerFormAndSaysWhichVersionIsNeeded() throws IOException {
        BackupFile newer = written(2, "2.4.0");
        assertThatThrownBy(() -> BackedUp.read(newer, SettingsSchema.OF_THIS_RELEASE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("form 2, which version 2.4.0 wrote")
                .hasMessageContaining("Install version 2.4.0 or a later one first.");
        assertThat(BackedUp.read(newer, OF_TWO_FORMS).settings()).isEqualTo(system().settings());
    }

    @Test
    void showsNoSecretInWords() {
        assertThat(system().toString()).doesNotContain("argon2id", "max-calls");
    }
}
