package org.sallyport.core.host.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.tools.Program;

class BootEnvironmentTest {
    private static final String HEAD = "# GRUB Environment Block\n";
    private static final int BYTES = 1024;

    @TempDir
    private Path folder;

    private Path file;
    private BootEnvironment environment;

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("grubenv");
        environment = new BootEnvironment(file);
        put("default_slot=b\ntry_slot=\ntries_left=0\nother=kept\n");
    }

    private void put(String lines) throws IOException {
        String said = HEAD + lines;
        Files.writeString(file, said + "#".repeat(BYTES - said.length()));
    }

    @Test
    void triesASlotOnceAndKeepsTheUsualOne() throws IOException {
        environment.tryOnce(Slot.A);

        assertThat(environment.usual()).contains(Slot.B);
        assertThat(file)
                .content(StandardCharsets.US_ASCII)
                .startsWith(HEAD + "default_slot=b\ntry_slot=a\ntries_left=1\nother=kept\n###")
                .hasSize(BYTES);
    }

    @Test
    void settlesOnASlot() throws IOException {
        environment.tryOnce(Slot.A);
        environment.settle(Slot.A);

        assertThat(environment.usual()).contains(Slot.A);
        assertThat(file).content().startsWith(HEAD + "default_slot=a\ntry_slot=\ntries_left=0\nother=kept\n###");
    }

    @Test
    void writesInItsPlaceWhatFitsIntoOneSector() throws IOException {
        Object place = Files.getAttribute(file, "unix:ino");
        environment.tryOnce(Slot.A);
        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(place);

        put("default_slot=a\nlong=" + "x".repeat(500) + "\n");
        assertThatThrownBy(() -> environment.tryOnce(Slot.B)).hasMessageContaining("512 bytes");
        assertThat(file).content().contains("x".repeat(500)).doesNotContain("try_slot");
    }

    @Test
    void readsAndWritesAsGrubDoes() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/grub-editenv")), "GRUB's own program is not here");
        Files.delete(file);
        Program.run("grub-editenv", file.toString(), "create");
        Program.run("grub-editenv", file.toString(), "set", "default_slot=a", "try_slot=", "tries_left=0");
        environment.tryOnce(Slot.B);

        assertThat(Program.run("grub-editenv", file.toString(), "list"))
                .isEqualTo("default_slot=a\ntry_slot=b\ntries_left=1\n");
        Program.run("grub-editenv", file.toString(), "set", "default_slot=b");
        assertThat(environment.usual()).contains(Slot.B);
    }

    @Test
    void refusesWhatIsNoEnvironmentBlock() throws IOException {
        Files.writeString(file, "");
        assertThatThrownBy(() -> environment.settle(Slot.A)).hasMessageContaining("grub-editenv");
    }

    @Test
    void knowsTheSlotThatWasStarted() throws IOException {
        Path commandLine = folder.resolve("cmdline");
        Files.writeString(commandLine, "BOOT_IMAGE=/vmlinuz root=LABEL=root_b rw sallyport.slot=b panic=30\n");
        assertThat(Slot.booted(commandLine)).contains(Slot.B);
        Files.writeString(commandLine, "BOOT_IMAGE=/vmlinuz root=/dev/sda1 sallyport.slot=c\n");
        assertThat(Slot.booted(commandLine)).isEmpty();
    }
}
