package org.sallyport.core.host.firstboot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Files from outside: regular ones only, and no more of them than anybody needs. */
final class BoundedFile {
    private static final int LIMIT_OCTETS = 4 << 20;

    private BoundedFile() {}

    /** Its octets; empty when it is not there, is no plain file or cannot be read. */
    static Optional<byte[]> octets(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return Optional.of(stream.readNBytes(LIMIT_OCTETS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
