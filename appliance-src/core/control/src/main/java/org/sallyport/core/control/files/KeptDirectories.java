package org.sallyport.core.control.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;

/**
 * Directories of this process by the names of their places: each plain file in them whatever its name, but for those that
 * begin with a dot and for locks. Used by one asker at a time.
 */
public final class KeptDirectories implements FilesControl {
    private static final Set<String> NOT_KEPT = Set.of("lock");
    private static final int MOST_FILES = 100;
    private static final int MOST_BYTES = 512 << 10;

    private final Map<String, Path> places;
    private final Set<PosixFilePermission> fileMode;
    private final Set<PosixFilePermission> directoryMode;

    private KeptDirectories(Map<String, Path> places, String fileMode, String directoryMode) {
        this.places = new TreeMap<>(places);
        this.fileMode = PosixFilePermissions.fromString(fileMode);
        this.directoryMode = PosixFilePermissions.fromString(directoryMode);
    }

    /** Directories whose files nobody but their owner may read. */
    public static KeptDirectories ofSecrets(Map<String, Path> places) {
        return new KeptDirectories(places, "rw-------", "rwx------");
    }

    /** Directories whose files everybody on this machine may read. */
    public static KeptDirectories readable(Map<String, Path> places) {
        return new KeptDirectories(places, "rw-r--r--", "rwxr-xr-x");
    }

    @Override
    public synchronized List<KeptFile> files() {
        List<KeptFile> files = new ArrayList<>();
        long sum = 0;
        for (Map.Entry<String, Path> place : places.entrySet()) {
            for (KeptFile file : filesOf(place.getKey())) {
                files.add(file);
                sum += file.base64().length();
            }
        }
        if (files.size() > MOST_FILES || sum > MOST_BYTES) {
            throw failed("There are more than " + MOST_FILES + " files or " + MOST_BYTES + " octets in "
                    + places.values() + ". Take away what does not belong there.");
        }
        return files;
    }

    private List<KeptFile> filesOf(String place) {
        Path directory = directory(place);
        List<KeptFile> files = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, KeptDirectories::isKept)) {
            for (Path entry : entries) {
                if (Files.size(entry) > MOST_BYTES) {
                    throw failed(entry + " is larger than " + MOST_BYTES + " octets.");
                }
                files.add(KeptFile.of(place, entry.getFileName().toString(), Files.readAllBytes(entry)));
            }
        } catch (IOException e) {
            throw failed("The files in " + directory + " cannot be read: " + e);
        }
        files.sort(Comparator.comparing(KeptFile::name));
        return files;
    }

    private static boolean isKept(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".")
                && !NOT_KEPT.contains(name)
                && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public synchronized void replace(List<KeptFile> files) {
        List<KeptFile> before = new ArrayList<>();
        List<String> named = files.stream().map(KeptFile::place).distinct().toList();
        files.forEach(KeptDirectories::check);
        named.forEach(place -> before.addAll(filesOf(place)));
        try {
            write(named, files);
        } catch (IOException e) {
            putBack(named, before, e);
            throw failed("The files cannot be written: " + e);
        }
    }

    private void putBack(List<String> named, List<KeptFile> before, IOException cause) {
        try {
            write(named, before);
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw failed(
                    "The files cannot be written, and those before could not be put back: " + e + " after " + cause);
        }
    }

    /** New content first, so that a name that stays is never without a file. */
    private void write(List<String> named, List<KeptFile> files) throws IOException {
        for (KeptFile file : files) {
            Path directory = directory(file.place());
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                Files.setPosixFilePermissions(directory, directoryMode);
            }
            AtomicFile.write(directory.resolve(file.name()), file.octets(), fileMode);
        }
        for (String place : named) {
            for (KeptFile left : filesOf(place)) {
                if (files.stream().noneMatch(file -> file.toString().equals(left.toString()))) {
                    Files.delete(directory(place).resolve(left.name()));
                }
            }
        }
    }

    private Path directory(String place) {
        Path directory = places.get(place);
        if (directory == null) {
            throw new ControlException(Reason.NOT_FOUND, "There is no place " + place + " here.");
        }
        return directory;
    }

    private static void check(KeptFile file) {
        boolean isPlain = !file.name().isEmpty()
                && !file.name().startsWith(".")
                && !file.name().contains("/");
        if (!isPlain || NOT_KEPT.contains(file.name()) || file.name().indexOf(0) >= 0) {
            throw failed("A file may not be named " + file.name() + ".");
        }
    }

    private static ControlException failed(String detail) {
        return new ControlException(Reason.FAILED, detail);
    }
}
