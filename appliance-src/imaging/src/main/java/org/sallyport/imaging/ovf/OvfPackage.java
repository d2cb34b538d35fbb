package org.sallyport.imaging.ovf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.disk.WholeFile;
import org.sallyport.imaging.vmdk.StreamSummary;
import org.sallyport.imaging.vmdk.StreamWriter;

/**
 * A virtual machine as files for vSphere: descriptor, manifest, signature, disk.
 *
 * @param answers first-boot answers filled in beforehand, by key
 */
public record OvfPackage(
        Path template, VirtualMachine machine, Map<String, String> answers, Optional<ManifestSigner> signer) {
    /** What a descriptor estimates in, so that the same system on two disks has the same descriptor. */
    private static final long ESTIMATE = 512L << 20;

    public OvfPackage {
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers)); // problems come in their order
    }

    /**
     * Writes the files into a directory.
     *
     * @return the files in the order of an archive: what names the others comes before them
     */
    public List<Path> writeFiles(RawDisk disk, Path directory, int threads, Progress progress) throws IOException {
        Path vmdk = directory.resolve(machine.name() + "-disk1.vmdk");
        descriptor(vmdk, new StreamSummary(0, 0, 0)); // what is wrong in it shows before the long work
        StreamSummary summary = StreamWriter.write(disk, vmdk, threads, progress);
        Path ovf = write(directory, ".ovf", descriptor(vmdk, summary));
        byte[] manifest = Manifest.of(List.of(ovf, vmdk));
        Path mf = write(directory, ".mf", manifest);
        List<Path> files = new ArrayList<>(List.of(ovf, mf));
        if (signer.isPresent()) {
            files.add(write(
                    directory,
                    ".cert",
                    signer.get().certificateFile(mf.getFileName().toString(), manifest)));
        }
        files.add(vmdk);
        return files;
    }

    /**
     * Writes all of it as one archive; the files stand beside it meanwhile.
     *
     * @param modified the time of each file in the archive
     * @return the size of the archive
     */
    public long writeArchive(RawDisk disk, Path ova, Instant modified, int threads, Progress progress)
            throws IOException {
        Path directory = Files.createTempDirectory(ova.toAbsolutePath().getParent(), "ova-");
        try {
            List<Path> files = writeFiles(disk, directory, threads, progress);
            return WholeFile.write(ova, archive -> {
                UstarWriter writer = new UstarWriter(archive, modified);
                for (Path file : files) {
                    writer.add(file);
                }
                writer.end();
                return archive.size();
            });
        } finally {
            remove(directory);
        }
    }

    private byte[] descriptor(Path vmdk, StreamSummary summary) throws IOException {
        Map<String, String> values = new HashMap<>(machine.values());
        values.put("disk.href", vmdk.getFileName().toString());
        values.put("disk.capacity", Long.toString(summary.capacityBytes()));
        values.put("disk.populated", Long.toString(Math.ceilDiv(summary.populatedBytes(), ESTIMATE) * ESTIMATE));
        return OvfTemplate.fill(template, values, answers);
    }

    private Path write(Path directory, String suffix, byte[] content) throws IOException {
        Path file = directory.resolve(machine.name() + suffix);
        return WholeFile.write(file, channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return file;
        });
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
