package org.sallyport.imaging.hyperv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.disk.WholeFile;
import org.sallyport.imaging.vhdx.VhdxWriter;

/** Writes a disk and the script that imports it into one ZIP; the disk bears the ZIP's name. */
public final class HypervPackage {
    private static final int BUFFER = 1 << 20;
    private static final String ZIP = ".zip";

    private HypervPackage() {}

    /**
     * Writes the package; the VHDX stands beside it meanwhile.
     *
     * @param modified the time of each file in the archive, which must be in the years of ZIP, 1980 to 2107
     * @return the size of the archive
     */
    public static long write(RawDisk disk, Path script, Path zip, Instant modified, Progress progress)
            throws IOException {
        String name = zip.getFileName().toString();
        if (!name.endsWith(ZIP) || name.length() == ZIP.length()) {
            throw new InvalidInputException(new Problem(
                    "output", name, "The package is a ZIP.", "Take a name such as sallyport-1.0-hyperv.zip."));
        }
        byte[] text = windowsText(script);
        Path directory = Files.createTempDirectory(zip.toAbsolutePath().getParent(), "hyperv-");
        Path vhdx = directory.resolve(name.substring(0, name.length() - ZIP.length()) + ".vhdx");
        try {
            VhdxWriter.write(disk, vhdx, progress);
            LocalDateTime time = LocalDateTime.ofInstant(modified, ZoneOffset.UTC);
            return WholeFile.write(zip, file -> {
                ZipOutputStream out =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
                begin(out, script, time);
                out.write(text);
                begin(out, vhdx, time);
                Files.copy(vhdx, out);
                out.finish();
                out.flush();
                return file.size();
            });
        } finally {
            Files.deleteIfExists(vhdx);
            Files.delete(directory);
        }
    }

    /** With the line ends and the mark of UTF-8 that PowerShell 5.1 wants. */
    private static byte[] windowsText(Path script) throws IOException {
        String text = "\uFEFF" + Files.readString(script).replace("\r\n", "\n").replace("\n", "\r\n");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void begin(ZipOutputStream out, Path file, LocalDateTime time) throws IOException {
        ZipEntry entry = new ZipEntry(file.getFileName().toString());
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
    }
}
