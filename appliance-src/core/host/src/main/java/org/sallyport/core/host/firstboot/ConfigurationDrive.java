package org.sallyport.core.host.firstboot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A drive with a file of answers: one of ours, ISO 9660 or FAT, or the CD on which vSphere hands the OVF environment over
 * (DSP0243 section 11.2, the transport iso).
 */
final class ConfigurationDrive implements AnswerSource {
    static final String NAME = "the configuration drive";
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationDrive.class);

    /** Labels as udev writes them in its links. */
    private static final List<String> LABELS = List.of("SALLYPORT", "sallyport", "OVF\\x20ENV", "OVFENV");

    private static final List<String> FILES = List.of("sallyport.conf", "SALLYPORT.CONF", "ovf-env.xml", "OVF-ENV.XML");

    private final Path root;
    private final Programs programs;

    ConfigurationDrive(Path root, Programs programs) {
        this.root = root;
        this.programs = programs;
    }

    @Override
    public Optional<Answers> find() {
        return LABELS.stream()
                .map(label -> root.resolve("dev/disk/by-label").resolve(label))
                .filter(Files::exists)
                .flatMap(device -> onDevice(device).stream())
                .findFirst();
    }

    private Optional<Answers> onDevice(Path device) {
        try {
            Path at = Files.createTempDirectory("sallyport-drive");
            ProgramResult mounted =
                    programs.run("mount", "-o", "ro,nosuid,nodev,noexec", device.toString(), at.toString());
            if (!mounted.succeeded()) {
                LOG.warn("{} cannot be mounted: {}", device, mounted.complaint());
                Files.delete(at);
                return Optional.empty();
            }
            try {
                return inFiles(at);
            } finally {
                programs.run("umount", at.toString());
                Files.deleteIfExists(at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Answers> inFiles(Path directory) {
        return FILES.stream()
                .flatMap(name -> BoundedFile.octets(directory.resolve(name)).stream())
                .flatMap(octets -> Answers.in(NAME, new String(octets, StandardCharsets.UTF_8)).stream())
                .findFirst();
    }
}
