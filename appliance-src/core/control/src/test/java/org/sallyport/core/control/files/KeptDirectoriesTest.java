package org.sallyport.core.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.control.ControlException;

class KeptDirectoriesTest {
    @TempDir
    private Path state;

    private KeptDirectories kept;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(state.resolve("tls"));
        write("tls/key.pem", "key");
        write("tls/Zertifikat von heute.crt", "certificate");
        write("tls/lock", "");
        write("tls/.key.pem.new", "left over");
        Files.createSymbolicLink(state.resolve("tls/link"), Path.of("/etc/passwd"));
        kept = KeptDirectories.ofSecrets(Map.of("tls", state.resolve("tls"), "other", state.resolve("other")));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(state.resolve(file), content);
    }

    private static KeptFile file(String place, String name, String content) {
        return KeptFile.of(place, name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givesEachPlainFileWhateverItsName() {
        assertThat(kept.files())
                .containsExactly(file("tls", "Zertifikat von heute.crt", "certificate"), file("tls", "key.pem", "key"));
    }

    @Test
    void replacesTheFilesOfThePlacesNamed() throws IOException {
        List<KeptFile> others = List.of(file("tls", "key.pem", "another key"), file("tls", "b.pem", "b"));
        kept.replace(others);
        assertThat(kept.files()).containsExactlyInAnyOrderElementsOf(others);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("tls/b.pem"))))
                .isEqualTo("rw-------");
        kept.replace(List.of(file("other", "x", "x")));
        assertThat(kept.files()).hasSize(3).containsAll(others);
    }

    @Test
    void makesReadableWhatEverybodyMayRead() throws IOException {
        KeptDirectories.readable(Map.of("etc", state.resolve("etc"))).replace(List.of(file("etc", "a.pem", "a")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("etc"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("etc/a.pem"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void leavesAllAsItWasWhenOneCannotBeWritten() throws IOException {
        List<KeptFile> before = kept.files();
        Files.createDirectories(state.resolve("tls/taken/inside"));
        assertThatThrownBy(() -> kept.replace(List.of(file("tls", "key.pem", "other"), file("tls", "taken", "x"))))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("cannot be written");
        assertThat(kept.files()).isEqualTo(before);
    }

    @Test
    void refusesNamesThatLeadElsewhere() throws IOException {
        for (String name : List.of("../key.pem", "/etc/x", ".hidden", "", "a/b", "lock")) {
            assertThatThrownBy(() -> kept.replace(List.of(file("tls", name, "x"))))
                    .as(name)
                    .isInstanceOf(ControlException.class);
        }
        assertThatThrownBy(() -> kept.replace(List.of(file("nowhere", "x", "x"))))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("There is no place nowhere here");
    }

    @Test
    void showsNoContentInWords() {
        assertThat(kept.files().toString()).isEqualTo("[tls/Zertifikat von heute.crt, tls/key.pem]");
    }
}
