package org.sallyport.management.api.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.testing.tools.Program;

/** Against the OpenSSH server, at a port of the loopback, with keys and a folder of its own. */
class SftpFolderTest {
    private static final String USER = System.getProperty("user.name");
    private static final String ED25519 = "ed25519";

    @TempDir
    private Path directory;

    private Path folder;
    private int port;
    private @Nullable Process server;

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        folder = Files.createDirectories(directory.resolve("kept"));
    }

    private void start(String type) throws IOException {
        makeKeys(type);
        Files.copy(directory.resolve("user.pub"), directory.resolve("authorized"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration =
                Files.writeString(directory.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s/host
                AuthorizedKeysFile %s/authorized
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                StrictModes no
                UsePAM no
                PidFile none
                Subsystem sftp internal-sftp
                """.formatted(port, directory, directory));
        if (Files.isWritable(Path.of("/run"))) {
            // Where root's server of Debian wants to confine a part of itself.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        server = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        awaitServer(server);
    }

    private void makeKeys(String type) {
        for (String key : List.of("host", "user")) {
            Program.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    type,
                    "-N",
                    "",
                    "-f",
                    directory.resolve(key).toString());
        }
    }

    /** By what it says: to try the port until it answers may connect the trial to itself. */
    private void awaitServer(Process started) throws IOException {
        Path log = directory.resolve("log");
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.readString(log).contains("Server listening on 127.0.0.1 port " + port)) {
            if (!started.isAlive() || System.nanoTime() > giveUp) {
                throw new IOException(Files.readString(log));
            }
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    private String fingerprint() {
        return Program.run(
                        "ssh-keygen", "-l", "-f", directory.resolve("host.pub").toString())
                .split(" ", -1)[1];
    }

    private String key() throws IOException {
        return Files.readString(directory.resolve("user"));
    }

    private SftpFolder remote(Path at, String secret, String hostKey) {
        return new SftpFolder(new BackupTarget(
                URI.create("sftp://" + USER + "@127.0.0.1:" + port + at), new Secret(secret), hostKey, List.of()));
    }

    private Path backup(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "octets of " + name);
    }

    private List<String> kept() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        names.sort(null);
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {ED25519, "ecdsa", "rsa"})
    void putsABackupThereAndKeepsTheNewest(String type) throws Exception {
        start(type);
        Files.writeString(folder.resolve("mine.backup"), "of somebody else");
        for (int day = 1; day <= 4; day++) {
            remote(folder, key(), fingerprint()).put(backup("auto-gate-2026030" + day + "T100000Z.backup"), "auto-", 2);
        }
        assertThat(kept())
                .containsExactly(
                        "auto-gate-20260303T100000Z.backup", "auto-gate-20260304T100000Z.backup", "mine.backup");
        assertThat(folder.resolve("auto-gate-20260304T100000Z.backup"))
                .hasContent("octets of auto-gate-20260304T100000Z.backup");
    }

    @Test
    void replacesWhatAnAttemptBeforeLeft() throws Exception {
        start(ED25519);
        Path backup = backup("auto-gate-20260301T100000Z.backup");
        Files.writeString(folder.resolve("auto-gate-20260301T100000Z.backup"), "half");
        Files.writeString(folder.resolve("auto-gate-20260301T100000Z.backup.part"), "a longer half of something else");
        Files.writeString(folder.resolve("auto-gate-20990101T100000Z.backup"), "made while the clock was wrong");
        remote(folder, key(), fingerprint()).put(backup, "auto-", 1);
        assertThat(kept()).containsExactly("auto-gate-20260301T100000Z.backup");
        assertThat(folder.resolve("auto-gate-20260301T100000Z.backup")).hasSameTextualContentAs(backup);
    }

    @Test
    void takesAKeyOnOneLine() throws Exception {
        start(ED25519);
        remote(folder, key().replace("\n", " "), fingerprint()).put(backup("auto-x.backup"), "auto-", 1);
        assertThat(kept()).containsExactly("auto-x.backup");
    }

    @Test
    void takesAPassword() throws Exception {
        makeKeys(ED25519);
        try (SshServer other = SshServer.setUpDefaultServer()) {
            other.setHost("127.0.0.1");
            other.setKeyPairProvider(new FileKeyPairProvider(directory.resolve("host")));
            other.setPasswordAuthenticator((user, password, _) -> user.equals(USER) && password.equals("geheim wort"));
            other.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            other.start();
            port = other.getPort();
            remote(folder, "geheim wort", fingerprint()).put(backup("auto-x.backup"), "auto-", 1);
            assertThat(kept()).containsExactly("auto-x.backup");
            assertThatThrownBy(() -> remote(folder, "guessed", fingerprint()).put(backup("auto-y.backup"), "auto-", 1))
                    .isInstanceOfSatisfying(
                            TargetException.class,
                            e -> assertThat(e.remedy()).contains("management.backup.target.secret"));
        }
    }

    @Test
    void sendsNothingToAServerWithAnotherHostKeyAndSaysWhichItHas() throws Exception {
        start(ED25519);
        String other = "SHA256:" + "A".repeat(43);
        assertThatThrownBy(() -> remote(folder, key(), other).put(backup("auto-x.backup"), "auto-", 2))
                .isInstanceOfSatisfying(TargetException.class, e -> {
                    assertThat(e).hasMessage("127.0.0.1 has the host key " + fingerprint() + ", not " + other + ".");
                    assertThat(e.remedy()).contains("management.backup.target.host-key");
                });
        assertThat(kept()).isEmpty();
    }

    @Test
    void saysWhatToDoWhenItIsRefused() throws Exception {
        start(ED25519);
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> remote(nowhere, key(), fingerprint()).put(backup("auto-x.backup"), "auto-", 2))
                .isInstanceOfSatisfying(
                        TargetException.class, e -> assertThat(e.remedy()).contains("Make it there"));
        Program.run(
                "ssh-keygen",
                "-q",
                "-t",
                ED25519,
                "-N",
                "",
                "-f",
                directory.resolve("stranger").toString());
        String strange = Files.readString(directory.resolve("stranger"));
        assertThatThrownBy(() -> remote(folder, strange, fingerprint()).put(backup("auto-x.backup"), "auto-", 2))
                .isInstanceOfSatisfying(
                        TargetException.class, e -> assertThat(e.remedy()).contains("authorized keys"));
    }
}
