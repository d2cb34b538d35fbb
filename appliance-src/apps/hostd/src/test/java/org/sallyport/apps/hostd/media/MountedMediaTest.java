package org.sallyport.apps.hostd.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;
import org.sallyport.testing.tools.Program;

/** A medium in a file, attached to a loop device; needs root for that. */
class MountedMediaTest {
    private static final int BYTES = 3_000_000;

    @TempDir
    private Path folder;

    private Path image;
    private byte[] content;
    private String device = "";
    private MountedMedia media;

    @BeforeEach
    void attach() throws IOException {
        assumeTrue(Program.run("id", "-u").strip().equals("0"), "media are mounted as root");
        Path tree = Files.createDirectories(folder.resolve("tree"));
        content = new byte[BYTES];
        new Random(1).nextBytes(content);
        Files.write(tree.resolve("next-1.1.0.upg"), content);
        Files.write(tree.resolve("NEXT.BIN"), new byte[5]);
        Files.writeString(tree.resolve("notes.txt"), "something else");
        Files.writeString(tree.resolve("two words.upg"), "a name that no package has");
        Files.createSymbolicLink(tree.resolve("link.upg"), Path.of("/etc/shadow"));
        Files.writeString(Files.createDirectories(tree.resolve("folder.upg")).resolve("inner.upg"), "too deep");
        image = folder.resolve("image");
        Program.run("mkfs.ext4", "-q", "-L", "STICK", "-d", tree.toString(), image.toString(), "16M");
        device = Program.run("losetup", "--find", "--show", image.toString()).strip();
        Programs real = new SystemPrograms(Duration.ofMinutes(1));
        Programs programs = (command, input) ->
                command.getFirst().equals("lsblk") ? new ProgramResult(0, lsblk(), "") : real.run(command, input);
        media = new MountedMedia(new AttachedMedia(programs), programs, Files.createDirectory(folder.resolve("at")));
    }

    private String lsblk() {
        return """
            {"blockdevices": [{"path": "%s", "fstype": "ext4", "label": "STICK", "mountpoints": [null]}]}
            """.formatted(device);
    }

    @AfterEach
    void detach() {
        if (!device.isEmpty()) {
            media.close();
            Program.run("losetup", "--detach", device);
        }
    }

    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    @Test
    void listsPackagesInTheTopFolderAlone() throws IOException {
        assertThat(media.packages())
                .containsExactly(
                        new FoundPackage(device, "STICK", "NEXT.BIN", 5),
                        new FoundPackage(device, "STICK", "next-1.1.0.upg", BYTES));
        assertThat(media.packages()).hasSize(2);
        assertThat(mounts())
                .singleElement()
                .satisfies(mount -> assertThat(mount).contains("ro,nosuid,nodev,noexec"));
    }

    @Test
    void readsThemInPieces() {
        media.packages();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (byte[] piece = piece(0); piece.length > 0; piece = piece(read.size())) {
            read.writeBytes(piece);
        }
        assertThat(read.toByteArray()).isEqualTo(content);
    }

    private byte[] piece(long offset) {
        return media.read(device, "next-1.1.0.upg", offset, MediaControl.MOST);
    }

    @Test
    void readsNothingElse() {
        assertThatThrownBy(() -> piece(0)).isInstanceOf(ControlException.class).hasMessageContaining("list what is");
        media.packages();
        for (String name : List.of("link.upg", "../image", "/etc/shadow", "notes.txt", "folder.upg/inner.upg")) {
            assertThatThrownBy(() -> media.read(device, name, 0, 10)).as(name).isInstanceOf(ControlException.class);
        }
        assertThatThrownBy(() -> media.read("/dev/vda", "next-1.1.0.upg", 0, 10))
                .isInstanceOf(ControlException.class);
        assertThatThrownBy(() -> media.read(device, "next-1.1.0.upg", 0, MediaControl.MOST + 1))
                .isInstanceOf(ControlException.class);
    }

    @Test
    void leavesTheMediumAsItWasAndNoMount() throws IOException {
        String before = Program.run("sha256sum", image.toString());
        media.packages();
        piece(0);
        media.close();
        assertThat(mounts()).isEmpty();
        assertThat(folder.resolve("at")).isEmptyDirectory();
        assertThat(Program.run("sha256sum", image.toString())).isEqualTo(before);
    }
}
