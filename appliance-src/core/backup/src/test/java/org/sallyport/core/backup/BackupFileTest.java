package org.sallyport.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.backup.BackupManifest.Member;
import org.sallyport.core.backup.BackupManifest.Origin;
import org.sallyport.testing.tools.ChangedBytes;
import org.sallyport.testing.tools.Program;

class BackupFileTest {
    private static final String WORDS = "four words in a row";
    private static final BackupPassphrase PASSPHRASE = new BackupPassphrase(WORDS);
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");
    private static final BackupFile.Source SOURCE = new BackupFile.Source("0.1.0", 1, "gate.example.com");
    private static final String SETTINGS = "{\"capacity\": {\"max-calls\": 7}}\n";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\n";
    private static final Origin ORIGIN = new Origin("sip-tls", "Schlüssel (neu).pem");

    /** Few, so that thousands of damaged files are read in seconds. */
    private static final int FEW_ITERATIONS = 10;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("gate.backup");
        Files.write(file, backup(FEW_ITERATIONS, calls(10)));
    }

    private Path calls(int lines) throws IOException {
        Path calls = directory.resolve("calls");
        return Files.write(
                calls, IntStream.range(0, lines).mapToObj(i -> "call " + i).toList());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] backup(int iterations, Path calls) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<BackupContent> contents = List.of(
                BackupContent.of("settings.json", octets(SETTINGS)),
                BackupContent.of("file-1", octets(KEY), ORIGIN),
                BackupContent.of("calls.ndjson", calls));
        BackupFile.write(out, PASSPHRASE, iterations, SOURCE, CREATED, contents);
        return out.toByteArray();
    }

    private BackupFile open() throws IOException {
        return BackupFile.open(file, PASSPHRASE);
    }

    private void read(byte[] octets) throws IOException {
        Files.write(file, octets);
        open();
    }

    @Test
    void givesBackWhatWasPutIn() throws IOException {
        assertIsWhatWasPutIn(open());
    }

    private void assertIsWhatWasPutIn(BackupFile backup) throws IOException {
        assertThat(backup.manifest().version()).isEqualTo("0.1.0");
        assertThat(backup.manifest().settingsSchema()).isEqualTo(1);
        assertThat(backup.manifest().hostName()).isEqualTo("gate.example.com");
        assertThat(backup.manifest().created()).isEqualTo(CREATED);
        assertThat(backup.manifest().members())
                .containsExactly(
                        new Member("settings.json", SETTINGS.length(), Optional.empty()),
                        new Member("file-1", KEY.length(), Optional.of(ORIGIN)),
                        new Member("calls.ndjson", Files.size(directory.resolve("calls")), Optional.empty()));
        assertThat(backup.content("settings.json")).hasValue(octets(SETTINGS));
        assertThat(backup.content("file-1")).hasValue(octets(KEY));
        assertThat(backup.content("nothing")).isEmpty();
    }

    @Test
    void readsLargeMembersLineByLine() throws IOException {
        Files.write(file, backup(FEW_ITERATIONS, calls(500_000)));
        BackupFile backup = open();
        assertThat(backup.content("calls.ndjson")).as("not held in memory").isEmpty();
        List<String> lines = new ArrayList<>();
        backup.lines("calls.ndjson", lines::add);
        assertThat(lines).hasSize(500_000).endsWith("call 499999");
    }

    @Test
    void saysThatThePassphraseIsWrong() {
        assertThatThrownBy(() -> BackupFile.open(file, new BackupPassphrase("four words in a raw")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The passphrase is not the one that it was made with.");
    }

    @Test
    void saysThatAFileIsNoBackup() throws IOException {
        for (String other : List.of("", "PK\3\4", "x".repeat(10_000))) {
            Files.writeString(file, other);
            assertThatThrownBy(this::open)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("It is no backup of this product");
        }
    }

    /** The few octets whose change goes unnoticed, such as version numbers, are no part of what comes out. */
    @Test
    void neverGivesBackAnythingElse() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        IntStream places = IntStream.range(0, whole.length)
                .filter(place -> place < 400 || place > whole.length - 100 || place % 13 == 0);
        List<Integer> unnoticed = ChangedBytes.unnoticed(whole, places, this::read);
        assertThat(unnoticed).hasSizeLessThan(40);
        for (int place : unnoticed) {
            byte[] changed = whole.clone();
            changed[place] ^= 2;
            Files.write(file, changed);
            assertIsWhatWasPutIn(open());
        }
    }

    @Test
    void noticesWhereverItWasCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += length < 400 || length > whole.length - 100 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut))
                    .as("%s of %s octets", length, whole.length)
                    .isInstanceOfAny(DamagedFileException.class, InvalidInputException.class);
        }
    }

    @Test
    void refusesWhatFollowsItsEnd() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int more : List.of(1, 2, 5000)) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + more)))
                    .isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void refusesAnotherProductAndAnotherFormat() throws IOException {
        Files.write(file, withManifest(manifest -> manifest.replace("\"sallyport\"", "\"portcullis\"")));
        assertThatThrownBy(this::open).hasMessageContaining("It is a backup of another product.");
        Files.write(
                file,
                withManifest(manifest ->
                        manifest.replace("\"format\" : 1", "\"format\" : 2").replace("0.1.0", "3.0.0")));
        assertThatThrownBy(this::open).hasMessageContaining("Install version 3.0.0 or a later one.");
    }

    @Test
    void refusesFilesThatWouldComeBackElsewhere() throws IOException {
        for (String name : List.of("../../etc/passwd", "a/b", ".", "..", "", ".hidden")) {
            Files.write(file, withManifest(manifest -> manifest.replace(ORIGIN.file(), name)));
            assertThatThrownBy(this::open).as(name).hasMessageContaining("may not come back");
        }
    }

    @Test
    void refusesMembersThatTheManifestDoesNotName() throws IOException {
        Files.write(file, withManifest(manifest -> manifest.replace("\"settings.json\"", "\"others.json\"")));
        assertThatThrownBy(this::open).hasMessageContaining("not there as the manifest says");
        Files.write(file, withManifest(manifest -> manifest.replaceAll("(?s)\"members\".*", "\"members\" : [ ]}")));
        assertThatThrownBy(this::open).hasMessageContaining("more than its manifest says");
    }

    /** What somebody who has the passphrase can make. */
    private byte[] withManifest(UnaryOperator<String> change) throws IOException {
        Files.write(file, backup(FEW_ITERATIONS, calls(10)));
        String manifest = new String(open().manifest().write(), StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream sealed = Envelope.seal(out, PASSPHRASE, FEW_ITERATIONS)) {
            UstarWriter archive = new UstarWriter(Channels.newChannel(sealed), CREATED);
            archive.add(BackupManifest.NAME, octets(change.apply(manifest)));
            archive.add("settings.json", octets(SETTINGS));
            archive.add("file-1", octets(KEY));
            archive.add("calls.ndjson", directory.resolve("calls"));
            archive.end();
        }
        return out.toByteArray();
    }

    @Test
    void opensWithNothingButOpensslAndTar() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            BackupFile.write(
                    out, PASSPHRASE, SOURCE, CREATED, List.of(BackupContent.of("settings.json", octets(SETTINGS))));
        }
        String archive = directory.resolve("archive.tar").toString();
        String decrypt = "openssl cms -decrypt -inform DER -in " + file + " -out " + archive + " -pwri_password";
        List<String> command = new ArrayList<>(List.of(decrypt.split(" ", -1)));
        command.add(WORDS);
        Program.run(command.toArray(String[]::new));
        assertThat(Program.run("tar", "-tf", archive)).isEqualTo("manifest.json\nsettings.json\n");
        assertThat(Program.run("tar", "-xOf", archive, "settings.json")).isEqualTo(SETTINGS);
        assertThat(Program.run("openssl", "asn1parse", "-inform", "DER", "-in", file.toString()))
                .contains("authEnvelopedData", "PBKDF2", "hmacWithSHA256", "aes-256-gcm", ":0927C0");
    }

    @Test
    void showsNothingOfItsContent() throws IOException {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("manifest", "max-calls", "PRIVATE", "gate.example.com", WORDS);
    }

    @Test
    void asksForAPassphraseThatIsHardToGuess() {
        assertThat(PASSPHRASE.weakness("passphrase")).isEmpty();
        assertThat(new BackupPassphrase("too short").weakness("passphrase").toString())
                .contains("passphrase = ***", "Give 12 to 200")
                .doesNotContain("too short");
        assertThat(new BackupPassphrase("with a line\nbreak").weakness("passphrase"))
                .isPresent();
        assertThat(PASSPHRASE).hasToString("***");
    }
}
