package org.sallyport.testing.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once a machine and user from the jar that carries them. */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String VERSION = "18.6.0";
    /** Root unpacks where every account may read and none but root may write. */
    private static final Path ROOT_CACHE = Path.of("/var/cache/sallyport");

    private PostgresBinaries() {}

    /** Directory whose {@code bin} holds {@code initdb} and {@code postgres}. */
    static Path unpacked(Account account) throws IOException {
        Path cache =
                account.startedByRoot() ? ROOT_CACHE : Path.of(System.getProperty("user.home"), ".cache/sallyport");
        Path unpacked = cache.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(unpacked)) {
            unpack(cache, unpacked);
        }
        return unpacked;
    }

    private static void unpack(Path cache, Path target) throws IOException {
        Files.createDirectories(cache);
        Path partial = Files.createTempDirectory(cache, "unpacking-");
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IOException("no PostgreSQL for this machine on the class path: " + ARCHIVE);
            }
            extract(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive))), partial);
        }
        moveUnlessThere(partial, target);
    }

    private static void extract(TarArchiveInputStream tar, Path into) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path path = into.resolve(entry.getName()).normalize();
            if (!path.startsWith(into)) {
                throw new IOException("archive entry leads outside: " + entry.getName());
            }
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, path);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** Two processes may unpack at once: the first to finish wins, the other's copy goes. */
    private static void moveUnlessThere(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            deleteTree(partial);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            deleteTree(partial);
        }
    }

    static void deleteTree(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
