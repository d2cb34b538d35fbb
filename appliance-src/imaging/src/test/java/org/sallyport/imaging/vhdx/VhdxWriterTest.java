package org.sallyport.imaging.vhdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.imaging.tools.SmallDisk.noise;
import static org.sallyport.imaging.tools.SmallDisk.text;
import static org.sallyport.imaging.tools.SmallDisk.zeros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
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

class VhdxWriterTest {
    private static final int MIB = 1 << 20;
    private static final long CHUNK = 4096L * MIB;

    @TempDir
    private Path directory = Path.of("");

    static Stream<Arguments> disks() {
        return Stream.of(
                disk("one byte", 1, text(0, 1)),
                disk("a hole", 10 * MIB),
                disk("zeros that are written", 3 * MIB, zeros(0, 3 * MIB)),
                disk("no whole block", 512 * 7, noise(512, 1000)),
                disk("an odd end", 3 * MIB + 1537, noise(3 * MIB, 1537)),
                disk("the end of a chunk and the beginning of the next one", CHUNK + 2 * MIB, noise(CHUNK - 9, 18)));
    }

    private static Arguments disk(String name, long size, SmallDisk.Piece... pieces) {
        return Arguments.of(name, size, pieces);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disks")
    void isSoundAndReadsBackTheSame(String name, long size, SmallDisk.Piece... pieces) throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), size, pieces);
        Path vhdx = directory.resolve("disk.vhdx");
        assertThat(write(raw, vhdx)).isEqualTo(Files.size(vhdx)).matches(bytes -> bytes % MIB == 0);
        DiskImages.isSoundAndSame("vhdx", vhdx, raw);
    }

    @Test
    void writesTheSameBytesTwice() throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), 5 * MIB, noise(77, 2 * MIB));
        write(raw, directory.resolve("a.vhdx"));
        write(raw, directory.resolve("b.vhdx"));
        assertThat(directory.resolve("a.vhdx")).hasSameBinaryContentAs(directory.resolve("b.vhdx"));
    }

    @Test
    void takesTheDisksIdentityFromItsContent() throws IOException {
        Path one = SmallDisk.make(directory.resolve("1.raw"), 5 * MIB, noise(77, 9));
        Path other = SmallDisk.make(directory.resolve("2.raw"), 5 * MIB, noise(78, 9));
        write(one, directory.resolve("1.vhdx"));
        write(other, directory.resolve("2.vhdx"));
        assertThat(dataWriteGuid(directory.resolve("1.vhdx"))).isNotEqualTo(dataWriteGuid(directory.resolve("2.vhdx")));
    }

    @Test
    void marksBlocksWithoutContentAsZero() throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), 3 * MIB, text(MIB, 1));
        write(raw, directory.resolve("disk.vhdx"));
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("disk.vhdx")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getLong(3 * MIB)).isEqualTo(2);
        assertThat(file.getLong(3 * MIB + 8)).isEqualTo(4L * MIB | 6);
        assertThat(file.getLong(3 * MIB + 16)).isEqualTo(2);
    }

    /** qemu-img does not look at the header that is not in force. */
    @Test
    void writesBothHeadersAndRegionTablesWithTheirChecksums() throws IOException {
        Path raw = SmallDisk.make(directory.resolve("disk.raw"), MIB);
        write(raw, directory.resolve("disk.vhdx"));
        byte[] file = Files.readAllBytes(directory.resolve("disk.vhdx"));
        assertThat(checksum(file, 64 << 10, 4096)).isTrue();
        assertThat(checksum(file, 128 << 10, 4096)).isTrue();
        assertThat(checksum(file, 192 << 10, 65536)).isTrue();
        assertThat(checksum(file, 256 << 10, 65536)).isTrue();
    }

    @Test
    void leavesRoomForABitmapBetweenChunks() {
        assertThat(VhdxLayout.of(CHUNK).tableEntries()).isEqualTo(4096);
        assertThat(VhdxLayout.of(CHUNK + 1).tableEntries()).isEqualTo(4098);
        assertThat(VhdxLayout.of(2 * CHUNK + 1).tableEntries()).isEqualTo(8195);
        assertThat(VhdxLayout.entryOf(4095)).isEqualTo(4095);
        assertThat(VhdxLayout.entryOf(4096)).isEqualTo(4097);
    }

    @Test
    void refusesMoreThanTheFormatHolds() {
        assertThat(VhdxLayout.of(64L << 40).blocks()).isEqualTo(64 << 20);
        assertThatThrownBy(() -> VhdxLayout.of((64L << 40) + 512))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("64 TiB at most");
    }

    private static boolean checksum(byte[] file, int offset, int length) {
        ByteBuffer structure =
                ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).put(file, offset, length);
        int stated = structure.getInt(4);
        structure.putInt(4, 0);
        CRC32C sum = new CRC32C();
        sum.update(structure.array());
        return stated == (int) sum.getValue();
    }

    private static byte[] dataWriteGuid(Path vhdx) throws IOException {
        byte[] guid = new byte[16];
        ByteBuffer.wrap(Files.readAllBytes(vhdx)).get((64 << 10) + 32, guid);
        return guid;
    }

    private static long write(Path raw, Path vhdx) throws IOException {
        try (RawDisk disk = RawDisk.open(raw)) {
            return VhdxWriter.write(disk, vhdx, Progress.NONE);
        }
    }
}
