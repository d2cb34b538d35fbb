package org.sallyport.core.settings.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.schema.UnreadableSecretException;

class SecretBoxTest {
    @TempDir
    private Path directory;

    @Test
    void opensWhatItSealedAfterARestart() throws Exception {
        String sealed = SecretBox.in(directory).seal(new Secret("hunter2"));
        assertThat(sealed).startsWith("sealed:v1:").doesNotContain("hunter2");
        assertThat(SecretBox.in(directory).open(sealed).reveal()).isEqualTo("hunter2");
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() throws Exception {
        SecretBox box = SecretBox.in(directory);
        assertThat(box.seal(new Secret("hunter2"))).isNotEqualTo(box.seal(new Secret("hunter2")));
    }

    @Test
    void keepsItsKeyToItsOwner() throws Exception {
        SecretBox.in(directory);
        assertThat(Files.getPosixFilePermissions(directory.resolve("secrets.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void saysWhatToDoWithoutTheKey() throws Exception {
        String sealed = SecretBox.in(directory).seal(new Secret("hunter2"));
        Files.delete(directory.resolve("secrets.key"));
        SecretBox other = SecretBox.in(directory);
        assertThatThrownBy(() -> other.open(sealed)).isInstanceOfSatisfying(UnreadableSecretException.class, e -> {
            assertThat(e).hasMessageContaining("was sealed with key");
            assertThat(e.remedy()).contains("Restore secrets.key");
        });
    }

    @Test
    void refusesAForgedSecret() throws Exception {
        SecretBox box = SecretBox.in(directory);
        String sealed = box.seal(new Secret("hunter2"));
        String prefix = sealed.substring(0, sealed.lastIndexOf(':') + 1);
        for (String forged : List.of(prefix, prefix + "AAAA", prefix + "A".repeat(64), "sealed:v1:", "sealed:v1:x:!")) {
            assertThatThrownBy(() -> box.open(forged)).as(forged).isInstanceOf(UnreadableSecretException.class);
        }
    }

    @Test
    void refusesAKeyFileThatIsNoKey() throws Exception {
        Files.writeString(directory.resolve("secrets.key"), "short");
        assertThatThrownBy(() -> SecretBox.in(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("secrets.key");
    }
}
