package org.sallyport.base.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file as a whole or not at all, and so that it outlasts a power cut: its content is on the disk before its name is, for
 * a file system may write them in the other order, and leave a name with nothing behind it.
 */
public final class AtomicFile {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private AtomicFile() {}

    /**
     * Replaces a file; its directory is made.
     *
     * @param isPrivate whether nobody but its owner may read it
     */
    public static void write(Path file, String content, boolean isPrivate) throws IOException {
        write(file, octets(content), isPrivate ? OWNER_ALONE : PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Replaces a file; its directory is made. */
    public static void write(Path file, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        write(file, content, mode, null);
    }

    /** Gives a file that was written under another name in the same directory its own, in place of the one that had it. */
    public static void settle(Path fresh, Path file) throws IOException {
        force(fresh);
        rename(fresh, file);
    }

    /** Returns once the content of a file is on the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void write(
            Path file, byte[] content, Set<PosixFilePermission> mode, @Nullable PosixFileAttributes owners)
            throws IOException {
        Path fresh = beside(file);
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
        Files.write(fresh, content);
        if (owners != null) {
            PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
            view.setOwner(owners.owner());
            view.setGroup(owners.group());
        }
        Files.setPosixFilePermissions(fresh, mode);
        settle(fresh, file);
    }

    /** Replaces the content of a file; who owns it and who may read it stays. */
    public static void replace(Path file, String content) throws IOException {
        if (Files.exists(file)) {
            PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
            write(file, octets(content), before.permissions(), before);
        } else {
            write(file, content, false);
        }
    }

    /** Writes a file that only the owner of its directory may read. */
    public static void writeFor(Path directory, String name, String content) throws IOException {
        write(
                directory.resolve(name),
                octets(content),
                OWNER_ALONE,
                Files.readAttributes(directory, PosixFileAttributes.class));
    }

    /** Replaces a file, or a link, by a symbolic link. */
    public static void link(Path file, Path target) throws IOException {
        Path fresh = beside(file);
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, target);
        rename(fresh, file);
    }

    /** Removes a file, so that it stays away after a power cut; nothing happens when there is none. */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(directoryOf(file));
        }
    }

    private static byte[] octets(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static Path beside(Path file) throws IOException {
        Files.createDirectories(directoryOf(file));
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /** Moves a file or a folder whose content is on the disk, and returns once its new name is too. */
    public static void rename(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directoryOf(file));
    }

    /** Returns once the names in a directory are on the disk. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path directoryOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }
}
