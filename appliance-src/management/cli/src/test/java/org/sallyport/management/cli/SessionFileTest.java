package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.management.cli.SessionFile.Kept;

/** What a log-in leaves for the commands after it. */
final class SessionFileTest {
    private static final URI GATE = URI.create("https://gate.example:8443");

    @TempDir
    Path folder;

    @Test
    void keepsWhereTheSystemIsAndHowItIsTrustedForItsUserAlone() throws IOException {
        SessionFile file = new SessionFile(folder.resolve("deep").resolve("session.json"));
        Kept kept = new Kept(GATE, "session=1", "token", Optional.of(folder.resolve("gate.pem")));
        file.write(kept);
        assertThat(file.read()).contains(kept);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void showsASessionToItsOwnSystemOnly() throws IOException {
        SessionFile file = new SessionFile(folder.resolve("session.json"));
        assertThat(file.read()).isEmpty();
        file.write(new Kept(GATE, "session=1", "token", Optional.empty()));
        assertThat(file.read(GATE)).isPresent();
        assertThat(file.read(URI.create("https://other.example:8443"))).isEmpty();
    }

    @Test
    void readsASessionThatNamesNoCertificates() throws IOException {
        SessionFile file = new SessionFile(folder.resolve("session.json"));
        Files.writeString(
                file.file(), "{\"url\": \"%s\", \"cookie\": \"session=1\", \"csrfToken\": \"token\"}".formatted(GATE));
        assertThat(file.read(GATE)).contains(new Kept(GATE, "session=1", "token", Optional.empty()));
    }
}
