package org.sallyport.imaging.hyperv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.sallyport.imaging.tools.SmallDisk.noise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.tools.DiskImages;
import org.sallyport.imaging.tools.SmallDisk;

class HypervPackageTest {
    private static final Path TEMPLATES = Path.of("../../hypervisor-templates");
    private static final Path SCRIPT = TEMPLATES.resolve("hyperv/Import-Sallyport.ps1");
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void makeDisk() throws IOException {
        SmallDisk.make(directory.resolve("disk.raw"), 8 << 20, noise(3 << 20, 5000));
    }

    @Test
    void holdsScriptAndDisk() throws IOException {
        Path zip = write("gate-hyperv.zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(Collections.list(file.entries()))
                    .extracting(ZipEntry::getName, ZipEntry::getTimeLocal)
                    .containsExactly(
                            tuple("Import-Sallyport.ps1", LocalDateTime.parse("2026-02-03T04:05:06")),
                            tuple("gate-hyperv.vhdx", LocalDateTime.parse("2026-02-03T04:05:06")));
            String script = new String(
                    file.getInputStream(file.getEntry("Import-Sallyport.ps1")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(script)
                    .startsWith("\uFEFF#Requires")
                    .isEqualToNormalizingNewlines("\uFEFF" + Files.readString(SCRIPT));
            assertThat(script.replace("\r\n", "")).doesNotContain("\n");
            Path vhdx = directory.resolve("out.vhdx");
            Files.copy(file.getInputStream(file.getEntry("gate-hyperv.vhdx")), vhdx);
            DiskImages.isSoundAndSame("vhdx", vhdx, directory.resolve("disk.raw"));
        }
        assertThat(directory).isDirectoryNotContaining("glob:**/hyperv-*");
    }

    @Test
    void isTheSameTwice() throws IOException {
        assertThat(Files.readAllBytes(write("gate.zip"))).isEqualTo(Files.readAllBytes(write("gate.zip")));
    }

    @Test
    void refusesAnotherKindOfFile() {
        assertThatThrownBy(() -> write("gate.vhdx"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The package is a ZIP.");
    }

    /** Who deploys on Hyper-V is asked the same as on vSphere. */
    @Test
    void theScriptKnowsTheAnswersOfTheOvf() throws IOException {
        assertThat(matches(Files.readString(SCRIPT), "^    [A-Za-z0-9]+ = '([a-z0-9-]+)'$"))
                .isEqualTo(matches(
                        Files.readString(TEMPLATES.resolve("vsphere/sallyport.ovf")),
                        "ovf:key=\"sallyport\\.(?:nic[0-9]\\.)?([a-z0-9-]+)\""));
    }

    private static Set<String> matches(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path write(String name) throws IOException {
        Path zip = directory.resolve(name);
        try (RawDisk disk = RawDisk.open(directory.resolve("disk.raw"))) {
            assertThat(HypervPackage.write(disk, SCRIPT, zip, TIME, Progress.NONE))
                    .isEqualTo(Files.size(zip));
        }
        return zip;
    }
}
