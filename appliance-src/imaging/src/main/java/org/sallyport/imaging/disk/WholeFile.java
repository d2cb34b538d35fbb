package org.sallyport.imaging.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that appears under its name only when it is whole. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * What fills the file.
     *
     * @param <R> what it has to tell afterwards
     */
    @FunctionalInterface
    public interface Content<R> {
        R writeTo(FileChannel file) throws IOException;
    }

    /** Fills {@code file.part} and gives it its name; leaves nothing behind when that fails. */
    public static <R> R write(Path file, Content<R> content) throws IOException {
        Path part = partOf(file);
        try {
            R result;
            try (FileChannel channel = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, READ, WRITE)) {
                result = content.writeTo(channel);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Where a file grows before it has its name. */
    public static Path partOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }
}
