package org.sallyport.base.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.archive.UstarReader.Member;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;

class UstarTest {
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void tarReadsWhatIsWritten() throws IOException {
        Path archive = archive("first.ovf", "some text", "second.bin", "x".repeat(1025));
        assertThat(run("tar", "--utc", "-tvf", archive.toString()).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "-rw-r--r-- root/root 9 2026-02-03 04:05 first.ovf",
                        "-rw-r--r-- root/root 1025 2026-02-03 04:05 second.bin");
        assertThat(run("tar", "-xOf", archive.toString(), "second.bin")).isEqualTo("x".repeat(1025));
        assertThat(Files.size(archive) % 10240).isZero();
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        assertThat(read(Files.readAllBytes(archive("a.ovf", "text", "b.empty", "", "c.bin", "y".repeat(512)))))
                .containsExactly(
                        Map.entry("a.ovf", "text"), Map.entry("b.empty", ""), Map.entry("c.bin", "y".repeat(512)));
    }

    /** The end may lie anywhere in a record, so that the two empty blocks are in one or in two of them. */
    @Test
    void readsBackWhatItWritesWhereverItEnds() throws IOException {
        for (int blocks = 0; blocks <= UstarWriter.RECORD / UstarHeader.BLOCK; blocks++) {
            String content = "z".repeat(blocks * UstarHeader.BLOCK);
            Path file = archive("a.bin", content);
            byte[] archive = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(read(archive)).as("%d blocks", blocks).containsExactly(Map.entry("a.bin", content));
            byte[] longer = Arrays.copyOf(archive, archive.length + UstarWriter.RECORD);
            assertThatThrownBy(() -> read(longer))
                    .as("%d blocks and a record", blocks)
                    .hasMessageEndingWith("something follows the end of the archive.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "a b", "näme", ".hidden"})
    void refusesOddNames(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "x");
        assertThatThrownBy(() -> write(directory.resolve("archive.ova"), file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Give a shorter or plainer name");
    }

    @Test
    void refusesLinksAndDirectories() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/passwd"));
        Files.createDirectory(directory.resolve("folder"));
        for (String name : new String[] {"link", "folder"}) {
            Path archive = directory.resolve(name + ".tar");
            run("tar", "--format=ustar", "-C", directory.toString(), "-cf", archive.toString(), name);
            assertThatThrownBy(() -> read(Files.readAllBytes(archive)))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessage("byte 0: not the ustar header of a plain file.");
        }
    }

    @Test
    void refusesWhatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(archive("a.ovf", "text", "b.bin", "z".repeat(700)));
        int used = 512 + 512 + 512 + 1024; // headers and contents
        for (int length : new int[] {0, 100, 512, 600, 1024 + 512 + 699, used, used + 512}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(IOException.class);
        }
        assertThat(read(Arrays.copyOf(whole, used + 1024))).hasSize(2);
    }

    @Test
    void refusesWhatFollowsTheEnd() throws IOException {
        byte[] whole = Files.readAllBytes(archive("a.ovf", "text"));
        whole[whole.length - 1] = 1;
        assertThatThrownBy(() -> read(whole)).hasMessageEndingWith("something follows the end of the archive.");
    }

    @Test
    void refusesEachChangedByteButOfTheContent() throws IOException {
        byte[] whole = Files.readAllBytes(archive("a.ovf", "text"));
        IntStream places = IntStream.range(0, whole.length).filter(i -> i < 512 || i >= 512 + "text".length());
        places.forEach(place -> {
            byte[] changed = whole.clone();
            changed[place] ^= 2;
            assertThatThrownBy(() -> read(changed)).as("byte %d", place).isInstanceOf(DamagedFileException.class);
        });
    }

    @Test
    void refusesEndlessEmptiness() throws IOException {
        byte[] whole = Files.readAllBytes(archive("a.ovf", "text"));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 10_240)))
                .hasMessageEndingWith("something follows the end of the archive.");
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path archive(String... namesAndContents) throws IOException {
        Path[] files = new Path[namesAndContents.length / 2];
        for (int i = 0; i < files.length; i++) {
            files[i] = Files.writeString(directory.resolve(namesAndContents[2 * i]), namesAndContents[2 * i + 1]);
        }
        Path archive = directory.resolve("archive.ova");
        write(archive, files);
        return archive;
    }

    private static void write(Path archive, Path... files) throws IOException {
        try (FileChannel channel = FileChannel.open(archive, CREATE_NEW, WRITE)) {
            UstarWriter writer = new UstarWriter(channel, TIME);
            for (Path file : files) {
                writer.add(file);
            }
            writer.end();
        }
    }

    private static Map<String, String> read(byte[] archive) throws IOException {
        UstarReader reader = new UstarReader(new ByteArrayInputStream(archive));
        Map<String, String> members = new LinkedHashMap<>();
        for (Member member = reader.next(); member != null; member = reader.next()) {
            members.put(member.name(), new String(reader.content().readAllBytes(), StandardCharsets.US_ASCII));
        }
        return members;
    }
}
