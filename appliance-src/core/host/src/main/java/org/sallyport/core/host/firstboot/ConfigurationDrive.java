package org.sallyport.core.host.firstboot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A drive with a file of answers: one of ours, ISO 9660 or FAT, or the CD on which vSphere hands the OVF environment over
 * (DSP0243 section 11.2, the transport iso). Who may mount has copied the file before ({@code answer-drive}).
 */
final class ConfigurationDrive implements AnswerSource {
    static final String NAME = "the configuration drive";

    private static final List<String> FILES = List.of("sallyport.conf", "ovf-env.xml");

    private final List<Path> copies;

    ConfigurationDrive(Path root) {
        this.copies = copies(root);
    }

    static List<Path> copies(Path root) {
        Path directory = root.resolve("run/sallyport-answers");
        return FILES.stream().map(directory::resolve).toList();
    }

    @Override
    public Optional<Answers> find() {
        return copies.stream()
                .flatMap(copy -> BoundedFile.octets(copy).stream())
                .flatMap(octets -> Answers.in(NAME, new String(octets, StandardCharsets.UTF_8)).stream())
                .findFirst();
    }
}
