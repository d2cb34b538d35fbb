package org.sallyport.management.api.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.management.api.http.ProblemException;

/** The backups on this machine: made here or brought here. What is half written has another ending and is not seen. */
public final class BackupStore {
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\" + BackupFile.ENDING);
    private static final String UNFINISHED = ".part";
    private static final long LARGEST = 1L << 30;
    private static final int MOST = 100;
    private static final int LONGEST_HOST_NAME = 64;
    private static final String TIME_FORM = "\\d{8}T\\d{6}Z";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;

    /** The backups of a directory, which is made; what was left half written is removed. */
    public BackupStore(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*" + UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /**
     * A backup as a file.
     *
     * @param size in octets
     * @param at when it came to be here
     */
    public record Stored(String name, long size, Instant at) {}

    /** All of them, the newest first. */
    List<Stored> all() throws IOException {
        List<Stored> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + BackupFile.ENDING)) {
            for (Path file : files) {
                all.add(stored(file));
            }
        }
        all.sort(Comparator.comparing(Stored::at).thenComparing(Stored::name).reversed());
        return all;
    }

    private static Stored stored(Path file) throws IOException {
        return new Stored(
                file.getFileName().toString(),
                Files.size(file),
                Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The name that a backup of a machine made at a time has. */
    static String name(String hostName, Instant created) {
        return stem(hostName) + TIME.format(created) + BackupFile.ENDING;
    }

    /** Whether a name is that of a backup which a machine made, of whatever kind. */
    static boolean isOf(String hostName, String name) {
        return name.matches("([a-z]+-)?" + Pattern.quote(stem(hostName)) + TIME_FORM + "\\" + BackupFile.ENDING);
    }

    private static String stem(String hostName) {
        String plain = hostName.replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("^[.-]+", "");
        return plain.substring(0, Math.min(LONGEST_HOST_NAME, plain.length())) + "-";
    }

    /** Its file. */
    Path file(String name) {
        return find(name).orElseThrow(() -> ProblemException.notFound("There is no backup " + name + "."));
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    private Optional<Path> find(String name) {
        return Optional.of(name)
                .filter(text -> NAME.matcher(text).matches())
                .map(directory::resolve)
                .filter(Files::isRegularFile);
    }

    /** Writes a file that does not exist yet. */
    @FunctionalInterface
    interface Writer {
        void write(Path file) throws IOException;
    }

    /**
     * Adds a backup once it is whole.
     *
     * @throws ProblemException 409 when there is one of that name, 422 when the name is none, 429 when there are too many
     */
    Stored add(String name, Writer writer) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new ProblemException(
                    422,
                    "invalid-input",
                    "Invalid input",
                    "The name of a backup is letters, digits and .-_ and ends with " + BackupFile.ENDING + ".");
        }
        if (all().size() >= MOST) {
            throw new ProblemException(
                    429, "too-many-backups", "Too many backups", "There are " + MOST + ". Delete some first.");
        }
        Path draft = directory.resolve(name + UNFINISHED);
        if (find(name).isPresent() || Files.exists(draft)) {
            throw ProblemException.conflict("name-taken", "There is a backup " + name + " already.");
        }
        try {
            writer.write(draft);
            Path whole = directory.resolve(name);
            AtomicFile.settle(draft, whole);
            return stored(whole);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Takes a backup from elsewhere, as it is.
     *
     * @throws ProblemException 413 when it is too large
     */
    Stored receive(String name, InputStream octets) throws IOException {
        return add(name, file -> {
            Files.createFile(file, OWNER_ALONE);
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                long size = 0;
                for (int count = octets.read(buffer); count >= 0; count = octets.read(buffer)) {
                    size += count;
                    if (size > LARGEST) {
                        throw new ProblemException(
                                413, "too-large", "Too large", "A backup has at most " + LARGEST + " octets.");
                    }
                    out.write(buffer, 0, count);
                }
            }
        });
    }

    void delete(String name) throws IOException {
        Files.delete(file(name));
    }
}
