package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.backup.BackupContent;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.management.cli.ScriptedSystem.Outcome;
import picocli.CommandLine;

class BackupCommandsTest {
    private static final String PASSPHRASE = "four words in a row";

    @TempDir
    private Path folder;

    private Path passphrase;
    private ScriptedSystem system;

    @BeforeEach
    void start() throws IOException {
        system = new ScriptedSystem();
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    }

    @AfterEach
    void stop() {
        system.close();
    }

    private String passphraseFile() {
        return "--passphrase-file=" + passphrase;
    }

    @Test
    void makesABackupAndFetchesIt() throws IOException {
        system.answering("POST /backups", 201, "{\"name\": \"gate.backup\", \"size\": 3}")
                .answering("GET /backups/gate.backup/content", 200, "\"x\"");
        Path file = folder.resolve("here.backup");
        assertThat(system.run("backup", "create", passphraseFile(), "-f", file.toString())
                        .status())
                .isZero();
        assertThat(Files.readString(file)).isEqualTo("\"x\"");
        assertThat(system.changes().getFirst()).contains(PASSPHRASE, "\"withCalls\":false");
    }

    @Test
    void makesOneByThePlanAndSaysWhatCameOfIt() {
        system.answering("POST /backup-plan/run", 202, "{\"id\": \"7\", \"state\": \"RUNNING\"}")
                .answering("POST /backup-plan/run", 202, "{\"id\": \"8\", \"state\": \"RUNNING\"}")
                .answering(
                        "GET /operations/7",
                        200,
                        "{\"id\": \"7\", \"state\": \"SUCCEEDED\", \"detail\": \"auto-gate.backup is made.\"}")
                .answering(
                        "GET /operations/8", 200, "{\"id\": \"8\", \"state\": \"FAILED\", \"detail\": \"No space.\"}");
        Outcome made = system.run("backup", "run");
        assertThat(made.status()).isZero();
        assertThat(made.out()).contains("auto-gate.backup is made.");
        Outcome failed = system.run("backup", "run");
        assertThat(failed.status()).isEqualTo(ExitCode.FAILURE);
        assertThat(failed.err()).contains("No space.");
    }

    @Test
    void neverReplacesAFileThatIsThere() throws IOException {
        system.answering("GET /backups/gate.backup/content", 200, "\"new\"");
        Path file = Files.writeString(folder.resolve("here.backup"), "old");
        assertThat(system.run("backup", "download", "gate.backup", file.toString())
                        .status())
                .isEqualTo(ExitCode.FAILURE);
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @Test
    void bringsAFileAsItIs() throws IOException {
        system.answering("PUT /backups/gate.backup/content", 201, "{\"name\": \"gate.backup\"}");
        Path file = Files.writeString(folder.resolve("gate.backup"), "octets");
        assertThat(system.run("backup", "upload", file.toString()).status()).isZero();
        assertThat(system.changes()).containsExactly("PUT /backups/gate.backup/content octets");
    }

    @Test
    void showsWhatAFileSaysWithoutASystem() throws IOException {
        Path file = folder.resolve("gate.backup");
        try (OutputStream out = Files.newOutputStream(file)) {
            BackupFile.write(
                    out,
                    new BackupPassphrase(PASSPHRASE),
                    new BackupFile.Source("0.1.0", 1, "gate.example.com"),
                    Instant.parse("2026-03-01T10:00:00Z"),
                    List.of(BackupContent.of("settings.json", "{}".getBytes(StandardCharsets.UTF_8))));
        }
        Outcome shown = run("inspect", file);
        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("hostName = gate.example.com", "settings.json");
        Files.writeString(passphrase, "some other words");
        Outcome refused = run("inspect", file);
        assertThat(refused.status()).isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(refused.err()).contains("The passphrase is not the one");
    }

    /** Inspection takes no address of a system. */
    private Outcome run(String verb, Path file) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Sallyport.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute("backup", verb, passphraseFile(), file.toString());
        return new Outcome(status, out.toString(), err.toString());
    }

    @Test
    void saysWhichAdapterTakesWhichPlaceAndExitsAccordingly() {
        system.answering("POST /backups/gate.backup/preview", 200, "{\"problems\": []}")
                .answering("POST /backups/gate.backup/preview", 200, "{\"problems\": [{\"path\": \"adapters.eth0\"}]}")
                .answering("POST /backups/gate.backup/restore", 200, "{\"revision\": 4}");
        assertThat(system.run("backup", "preview", "gate.backup", passphraseFile(), "--adapter", "eth0=eth1")
                        .status())
                .isZero();
        assertThat(system.changes().getFirst()).contains("\"adapters\":{\"eth0\":\"eth1\"}");
        assertThat(system.run("backup", "preview", "gate.backup", passphraseFile())
                        .status())
                .isEqualTo(ExitCode.INVALID_INPUT);
        assertThat(system.run(
                                "backup",
                                "restore",
                                "gate.backup",
                                passphraseFile(),
                                "-m",
                                "new machine",
                                "--confirm-within",
                                "120")
                        .status())
                .isZero();
        assertThat(system.changes().getLast()).contains("\"comment\":\"new machine\"", "\"confirmWithinSeconds\":120");
    }
}
