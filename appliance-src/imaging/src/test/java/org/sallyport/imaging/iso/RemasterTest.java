package org.sallyport.imaging.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.testing.tools.Program;

class RemasterTest {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    private Path directory = Path.of("");

    private Path kickstart = Path.of("");
    private Path packages = Path.of("");

    @BeforeEach
    void makeInputs() throws IOException {
        kickstart = Files.createDirectories(directory.resolve("kickstart"));
        Files.writeString(kickstart.resolve("ks.cfg"), "text\n");
        Files.writeString(Files.createDirectory(kickstart.resolve("installer")).resolve("disk"), "layout\n");
        packages = directory.resolve("packages");
        Files.createDirectories(packages.resolve("repodata"));
        Files.writeString(packages.resolve("repodata/repomd.xml"), "<repomd/>");
        Files.writeString(packages.resolve("sallyport-1.0.rpm"), "rpm");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void addsToTheMediumAndKeepsHowItStarts(int release) throws IOException {
        Path medium = CentosMedium.make(directory, release);
        Path iso = write(medium, sum(medium));

        assertThat(VolumeId.of(iso).text()).isEqualTo("SYNTHETIC");
        assertThat(read(iso, "/ks.cfg")).isEqualTo("text\n");
        assertThat(read(iso, "/installer/disk")).isEqualTo("layout\n");
        assertThat(read(iso, "/sallyport/repodata/repomd.xml")).isEqualTo("<repomd/>");
        assertThat(read(iso, "/.discinfo")).contains("x86_64");
        assertThat(read(iso, "/EFI/BOOT/grub.cfg")).contains("inst.ks=hd:LABEL=SYNTHETIC:/ks.cfg");
        assertThat(read(iso, release == 9 ? "/isolinux/isolinux.cfg" : "/boot/grub2/grub.cfg"))
                .contains("inst.ks=hd:LABEL=SYNTHETIC:/ks.cfg");
        assertThat(Program.run("checkisomd5", iso.toString())).contains("PASS");

        Tool tool = tool();
        Path efi = bootImage(tool, iso);
        Program.run(
                "mcopy",
                "-n",
                "-i",
                efi.toString(),
                "::/EFI/BOOT/grub.cfg",
                directory.resolve("efi.cfg").toString());
        assertThat(directory.resolve("efi.cfg")).content().contains("menuentry 'Install Sallyport'");
        Program.run(
                "mcopy",
                "-n",
                "-i",
                efi.toString(),
                "::/EFI/BOOT/BOOTX64.EFI",
                directory.resolve("x.efi").toString());
        assertThat(directory.resolve("x.efi")).hasSameBinaryContentAs(directory.resolve("tree/EFI/BOOT/BOOTX64.EFI"));

        assertThat(bootCatalog(iso)).isEqualTo(bootCatalog(medium)).hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 10})
    void isTheSameTwice(int release) throws IOException {
        Path medium = CentosMedium.make(directory, release);
        String first = sum(write(medium, sum(medium)));
        Files.setLastModifiedTime(kickstart.resolve("ks.cfg"), FileTime.from(TIME));
        assertThat(sum(write(medium, sum(medium)))).isEqualTo(first);
    }

    @Test
    void refusesAnotherSumProcessorOrRelease() throws IOException {
        Path medium = CentosMedium.make(directory, 10);
        assertThatThrownBy(() -> write(medium, "00"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sha256 = 00: The medium has " + sum(medium));
        Path other = CentosMedium.make(Files.createDirectory(directory.resolve("other")), 10, "1.0\n8\naarch64\n");
        assertThatThrownBy(() -> write(other, sum(other)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The release is neither 9 nor 10.")
                .hasMessageContaining("The medium is for other processors.");
    }

    @Test
    void refusesWhatIsNoMedium() throws IOException {
        Path text = Files.writeString(directory.resolve("text.iso"), "no medium");
        assertThatThrownBy(() -> write(text, sum(text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No ISO 9660");
        Path empty = directory.resolve("empty.iso");
        Program.run("xorriso", "-as", "mkisofs", "-quiet", "-o", empty.toString(), kickstart.toString());
        assertThatThrownBy(() -> write(empty, sum(empty)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/.discinfo: It is not on the medium.")
                .hasMessageContaining("neither /isolinux/isolinux.cfg nor /boot/grub2/grub.cfg");
        assertThat(directory).isDirectoryNotContaining("glob:**/iso-*");
    }

    @Test
    void refusesIncompleteInputsAndFilesThatTheMediumHas() throws IOException {
        Path medium = CentosMedium.make(directory, 10);
        Files.createDirectory(kickstart.resolve("EFI"));
        assertThatThrownBy(() -> write(medium, sum(medium)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("/EFI: The medium has this already.");
        Files.delete(kickstart.resolve("ks.cfg"));
        Files.delete(packages.resolve("repodata/repomd.xml"));
        assertThatThrownBy(() -> write(medium, sum(medium)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("It has no ks.cfg.")
                .hasMessageContaining("Run createrepo_c");
    }

    @Test
    void saysWhichProgramFailedAndWhy() {
        assertThatThrownBy(() -> tool().run(List.of("xorriso", "-no-such-command")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("xorriso failed with status");
        assertThatThrownBy(() -> tool().run(List.of("no-such-program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program cannot be run");
    }

    private Path write(Path medium, String sha256) throws IOException {
        Path iso = directory.resolve("made.iso");
        long size = new Remaster(medium, sha256, kickstart, packages, "").write(iso, TIME, _ -> {});
        assertThat(iso).hasSize(size);
        return iso;
    }

    private Tool tool() throws IOException {
        return new Tool(Files.createTempDirectory(directory, "tool-"), TIME.getEpochSecond());
    }

    private static Path bootImage(Tool tool, Path iso) throws IOException {
        return EfiBootImage.original(tool, Medium.open(tool, iso, sum(iso)));
    }

    private String read(Path iso, String path) throws IOException {
        Path to = Files.createTempDirectory(directory, "read-").resolve("file");
        Program.run("xorriso", "-osirrox", "on", "-indev", iso.toString(), "-extract", path, to.toString());
        return Files.readString(to);
    }

    /** For which firmware there are boot images: number, kind, whether it starts. */
    private static String bootCatalog(Path iso) {
        return Program.run("xorriso", "-indev", iso.toString(), "-report_el_torito", "plain")
                .lines()
                .filter(line -> line.startsWith("El Torito boot img :"))
                .map(line -> line.replaceFirst("(El Torito boot img :) +([0-9]+) +(\\S+) +(\\S+) .*", "$2 $3 $4"))
                .collect(Collectors.joining("\n"));
    }

    private static String sum(Path file) {
        return Program.run("sha256sum", file.toString()).substring(0, 64);
    }
}
