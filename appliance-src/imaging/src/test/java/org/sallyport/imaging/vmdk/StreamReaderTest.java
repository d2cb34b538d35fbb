package org.sallyport.imaging.vmdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.imaging.tools.SmallDisk.noise;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.tools.SmallDisk;
import org.sallyport.testing.tools.ChangedBytes;
import org.sallyport.testing.tools.Program;

class StreamReaderTest {
    private static final int GRAIN = 65536;
    private static final long TABLE = 512L * GRAIN;

    /** Before that is text, of which only two lines are compared. */
    private static final int DESCRIPTOR_ENDS = 21 * 512;

    @TempDir
    private Path directory = Path.of("");

    private byte[] vmdk = {};
    private StreamSummary written = new StreamSummary(0, 0, 0);

    @BeforeEach
    void write() throws IOException {
        // Noise is stored as it is: of what is deflated some bits could be changed without changing the content.
        Path raw = SmallDisk.make(
                directory.resolve("disk.raw"), 3 * TABLE, noise(0, GRAIN), noise(TABLE - GRAIN, 2 * GRAIN));
        Path file = directory.resolve("disk.vmdk");
        try (RawDisk disk = RawDisk.open(raw)) {
            written = StreamWriter.write(disk, file, 1, Progress.NONE);
        }
        vmdk = Files.readAllBytes(file);
    }

    @Test
    void findsWhatWasWritten() throws IOException {
        assertThat(verify(vmdk)).isEqualTo(written);
    }

    @Test
    void refusesAnyOtherByte() {
        IntStream places = IntStream.concat(IntStream.range(0, 512), IntStream.range(DESCRIPTOR_ENDS, vmdk.length));
        assertThat(ChangedBytes.unnoticed(
                        vmdk, places.filter(place -> place < 66_000 || place % 29 == 0), StreamReaderTest::verify))
                .isEmpty();
    }

    @Test
    void refusesWhatIsCutShortOrLonger() {
        for (int length = 0; length < vmdk.length; length += 512) {
            byte[] cut = Arrays.copyOf(vmdk, length);
            assertThatThrownBy(() -> verify(cut)).as("%d bytes", length).isInstanceOf(DamagedFileException.class);
        }
        assertThatThrownBy(() -> verify(Arrays.copyOf(vmdk, vmdk.length + 512)))
                .hasMessageEndingWith("something follows the end of the stream.");
    }

    /** Its grain directory stands before the grains, and vSphere refuses it too. */
    @Test
    void refusesTheStreamOfQemu() throws IOException {
        Path theirs = directory.resolve("qemu.vmdk");
        Program.run(
                "qemu-img",
                "convert",
                "-q",
                "-f",
                "raw",
                "-O",
                "vmdk",
                "-o",
                "subformat=streamOptimized",
                directory.resolve("disk.raw").toString(),
                theirs.toString());
        byte[] file = Files.readAllBytes(theirs);
        assertThatThrownBy(() -> verify(file)).isInstanceOf(DamagedFileException.class);
    }

    private static StreamSummary verify(byte[] file) throws IOException {
        return StreamReader.verify(new ByteArrayInputStream(file));
    }
}
