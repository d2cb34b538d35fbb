package org.sallyport.upgrade.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.testing.tools.Program;
import org.sallyport.upgrade.format.PackageWriter.Form;

/** The script before a package, run by the shell of the distribution where the sallyport command is not installed. */
class SelfExtractingTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Path authority = Path.of("");

    @BeforeEach
    void pack() throws IOException {
        file = folder.resolve("sallyport.bin");
        pack(PackageKind.SYSTEM, file);
        authority = Files.writeString(folder.resolve("ca.pem"), PemFiles.text(List.of(Packages.ROOT.certificate())));
    }

    private void pack(PackageKind kind, Path into) throws IOException {
        PackageWriter writer = Packages.writer(folder, "1.2.3", kind, 3000);
        writer.write(writer.sign(Packages.PUBLISHER, _ -> {}), Form.SELF_EXTRACTING, into);
    }

    @Test
    void saysWhatItIs() {
        assertThat(Program.run(file.toString(), "--info"))
                .startsWith("sallyport 1.2.3 for debian-12, x86-64-v2, made 2026-03-01T12:00:00Z\n")
                .contains("Better in every way.");
    }

    @Test
    void provesItselfWithOpenssl() {
        assertThat(Program.run(file.toString(), "--verify", authority.toString()))
                .isEqualTo("sbom.json is sound\nroot.squashfs is sound\n");
    }

    @Test
    void refusesChangedPayloadsManifestsAndStrangers() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] payload = bytes.clone();
        payload[Packages.indexOf(bytes, Files.readAllBytes(folder.resolve("root-1.2.3")))] ^= 1;
        Files.write(file, payload);
        refuses("root.squashfs is damaged", "--verify", authority.toString());

        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("Better", "Bitter");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        refuses("the signature is not one of a trusted authority", "--verify", authority.toString());

        Files.write(file, bytes);
        Path stranger = Files.writeString(
                folder.resolve("stranger.pem"),
                PemFiles.text(List.of(org.sallyport.upgrade.signature.Certificates.root(
                                org.sallyport.upgrade.signature.Certificates.authority("Stranger", Packages.CREATED))
                        .certificate())));
        refuses("the signature is not one of a trusted authority", "--verify", stranger.toString());
        refuses(
                "the authorities are missing",
                "--verify",
                folder.resolve("none").toString());
    }

    /** Tells the script of a machine with a command that says what it is told. */
    private String[] install(String commandLine, String... programs) throws IOException {
        Path folders = Files.createDirectories(folder.resolve("programs"));
        for (String program : programs) {
            Path script = Files.writeString(folders.resolve(program), "#!/bin/sh\necho \"told $*\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path kernel = Files.writeString(folder.resolve("cmdline"), commandLine);
        return new String[] {
            "env",
            "PATH=" + folders + ":/usr/bin:/bin",
            "SALLYPORT_COMMAND_LINE=" + kernel,
            file.toString(),
            "--install",
            "--change-over=at-once"
        };
    }

    @Test
    void handsItselfToTheProductThatIsInstalled() throws IOException {
        assertThat(Program.run(install("root=LABEL=root_a rw sallyport.slot=a panic=30\n", "sallyport")))
                .isEqualTo(
                        "told upgrade verify " + file + "\ntold upgrade install " + file + " --change-over=at-once\n");
    }

    @Test
    void installsTheServicesAloneOnAnySystemThatHasThem() throws IOException {
        file = folder.resolve("services.bin");
        pack(PackageKind.APPLICATION, file);
        assertThat(Program.run(install("root=/dev/sda1\n", "sallyport")))
                .isEqualTo(
                        "told upgrade verify " + file + "\ntold upgrade install " + file + " --change-over=at-once\n");
    }

    @Test
    void saysWhatToDoWhereItCannotBeInstalled() throws IOException {
        assertThatThrownBy(() -> Program.run(install("root=/dev/sda1\n", "sallyport")))
                .hasMessageContaining("no second slot")
                .hasMessageContaining("apt install ./sallyport_1.2.3_amd64.deb");
        Files.delete(folder.resolve("programs/sallyport"));
        assertThatThrownBy(() -> Program.run(install("root=/dev/sda1\n")))
                .hasMessageContaining("Sallyport is not installed here");
    }

    @Test
    void refusesAFileThatIsCutOff() throws IOException {
        Files.write(file, SelfExtracting.script());
        refuses("the package is damaged; get the file again", "--info");
    }

    @Test
    void endsItsScriptWithTheMarkAlone() {
        String script = new String(SelfExtracting.script(), StandardCharsets.US_ASCII);
        assertThat(script).endsWith("\nexit 0\n__SALLYPORT_PACKAGE__\n").startsWith("#!/bin/sh\n");
        assertThat(script.indexOf("\n__SALLYPORT_PACKAGE__\n")).isEqualTo(script.length() - 23);
    }

    private void refuses(String why, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = file.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        assertThatThrownBy(() -> Program.run(command)).hasMessageContaining(why);
    }
}
