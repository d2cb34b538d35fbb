package org.sallyport.imaging.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.imaging.tools.SmallDisk.noise;
import static org.sallyport.imaging.tools.SmallDisk.text;
import static org.sallyport.imaging.tools.SmallDisk.zeros;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.tools.DiskImages;
import org.sallyport.imaging.tools.SmallDisk;

class StreamWriterTest {
    private static final int GRAIN = 65536;
    private static final long TABLE = 512L * GRAIN;

    @TempDir
    private Path directory = Path.of("");

    static Stream<Arguments> disks() {
        return Stream.of(
                disk("one byte", 1, text(0, 1)),
                disk("one zero byte", 1),
                disk("a hole", 10 * GRAIN),
                disk("zeros that are written", 10 * GRAIN, zeros(0, 10 * GRAIN)),
                disk("no whole grain", 512 * 7, noise(512, 1000)),
                disk("an odd end", 3 * GRAIN + 1537, noise(3 * GRAIN, 1537)),
                disk("noise, which deflate makes longer", 3 * GRAIN, noise(0, 3 * GRAIN)),
                disk("a table's last and the next one's first grain", 3 * TABLE, text(TABLE - GRAIN, 2 * GRAIN)),
                disk("a table without grains", 3 * TABLE, text(5, 5), noise(2 * TABLE + GRAIN, 9)),
                disk("more than 2 GiB", (1L << 31) + (1L << 30), noise(1, 9), text((1L << 31) + 77, 200_000)),
                disk("more than 2 TiB", 1L << 42, text((1L << 42) - 512, 512)));
    }

    private static Arguments disk(String name, long size, SmallDisk.Piece... pieces) {
        return Arguments.of(name, size, pieces);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disks")
    void isSoundAndReadsBackTheSame(String name, long size, SmallDisk.Piece... pieces) throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), size, pieces);
        Path vmdk = directory.resolve("disk.vmdk");
        StreamSummary summary = write(raw, vmdk, 2);
        if (size < TABLE * 1000) { // qemu-img reads each grain that could be there
            DiskImages.isSoundAndSame("vmdk", vmdk, raw);
        }
        assertThat(summary.fileBytes()).isEqualTo(Files.size(vmdk));
        assertThat(summary.capacityBytes()).isBetween(size, size + GRAIN - 1).matches(bytes -> bytes % GRAIN == 0);
    }

    @Test
    void storesOnlyGrainsWithContent() throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), 100 * GRAIN, text(GRAIN, 10), zeros(5 * GRAIN, GRAIN));
        assertThat(write(raw, directory.resolve("disk.vmdk"), 1).populatedBytes())
                .isEqualTo(GRAIN);
    }

    @Test
    void writesTheSameBytesWhateverTheThreads() throws IOException {
        Path raw =
                SmallDisk.make(directory.resolve("disk.raw"), TABLE, text(0, 90 * GRAIN), noise(99 * GRAIN, 9 * GRAIN));
        Path one = Files.createDirectory(directory.resolve("1")).resolve("disk.vmdk");
        Path many = Files.createDirectory(directory.resolve("5")).resolve("disk.vmdk");
        write(raw, one, 1);
        write(raw, many, 5);
        assertThat(many).hasSameBinaryContentAs(one);
    }

    @Test
    void takesTheContentIdFromTheContent() throws IOException {
        List<String> ids = Stream.of("a", "b", "a")
                .map(text -> descriptorOf(text.repeat(600)))
                .map(descriptor -> descriptor
                        .lines()
                        .filter(line -> line.startsWith("CID="))
                        .findFirst()
                        .orElseThrow())
                .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
    }

    @Test
    void refusesAnEmptyFileAndOneThatIsNotThere() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.raw"));
        assertThatThrownBy(() -> RawDisk.open(empty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("empty.raw: The file is empty. Give a raw disk image");
        assertThatThrownBy(() -> RawDisk.open(directory.resolve("none.raw")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no such file.");
    }

    @Test
    void refusesMoreThanVsphereTakes() {
        assertThat(StreamFormat.capacity(62L << 40)).isEqualTo((62L << 40) / 512);
        assertThatThrownBy(() -> StreamFormat.capacity((62L << 40) + 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("62 TiB at most");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), 100 * GRAIN, text(0, 100 * GRAIN));
        Path vmdk = directory.resolve("disk.vmdk");
        assertThatThrownBy(() -> {
                    try (RawDisk disk = RawDisk.open(raw)) {
                        StreamWriter.write(disk, vmdk, 1, _ -> {
                            throw new IllegalStateException("no room");
                        });
                    }
                })
                .hasMessage("no room");
        assertThat(directory).isDirectoryNotContaining(file -> file.toString().contains("vmdk"));
    }

    private String descriptorOf(String content) {
        try {
            Path raw = directory.resolve("disk.raw");
            Files.writeString(raw, content);
            Path vmdk = directory.resolve("disk.vmdk");
            write(raw, vmdk, 1);
            return new String(Files.readAllBytes(vmdk), 512, 20 * 512, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StreamSummary write(Path raw, Path vmdk, int threads) throws IOException {
        try (RawDisk disk = RawDisk.open(raw)) {
            return StreamWriter.write(disk, vmdk, threads, Progress.NONE);
        }
    }
}
