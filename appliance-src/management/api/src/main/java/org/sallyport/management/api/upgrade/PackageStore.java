package org.sallyport.management.api.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.id.Ids;
import org.sallyport.base.json.Json;
import org.sallyport.base.time.Deadlines;
import org.sallyport.management.api.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packages on this machine, in a folder with a note beside each, so that a restart of the process loses none. What was not
 * installed after {@link #KEPT} goes. Thread-safe.
 */
public final class PackageStore implements AutoCloseable {
    static final Duration KEPT = Duration.ofDays(7);
    private static final Logger LOG = LoggerFactory.getLogger(PackageStore.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int MOST = 4;
    private static final long SMALLEST = 4 << 10;
    private static final long LARGEST = 9L << 30;
    private static final String NOTE = ".json";
    private static final String FILE = ".upg";

    /** What must stay free for everything else that is written meanwhile, bytes. */
    private static final long RESERVE = 512L << 20;

    private final Path folder;
    private final Judge judge;
    private final Clock clock;
    private final Deadlines deadlines;
    private final Map<String, StoredPackage> packages = new ConcurrentHashMap<>();

    /** Over a folder that is made; goes on with what is in it. */
    PackageStore(Path folder, Judge judge, Clock clock, Deadlines deadlines) throws IOException {
        this.folder = folder;
        this.judge = judge;
        this.clock = clock;
        this.deadlines = deadlines;
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*" + NOTE)) {
            for (Path note : notes) {
                resume(note);
            }
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FILE)) {
            for (Path file : files) {
                removeUnnamed(file);
            }
        }
        deadlines.after("upgrade-packages", Duration.ofMinutes(1), this::clear);
    }

    private void resume(Path note) throws IOException {
        try {
            StoredPackage.Ticket ticket = Json.read(Files.readString(note), StoredPackage.Ticket.class);
            if (Files.exists(file(ticket.id()))) {
                begin(ticket);
                return;
            }
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged and its package deleted: {}", note, e.getOriginalMessage());
        }
        Files.delete(note);
    }

    /** A package of which nothing is known but its octets: the machine stopped as it was announced or deleted. */
    private void removeUnnamed(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!packages.containsKey(name.substring(0, name.length() - FILE.length()))) {
            Files.delete(file);
        }
    }

    private StoredPackage begin(StoredPackage.Ticket ticket) throws IOException {
        StoredPackage begun = new StoredPackage(ticket, file(ticket.id()));
        packages.put(ticket.id(), begun);
        Thread.ofVirtual().name("package-" + ticket.id()).start(() -> prove(begun));
        return begun;
    }

    private void prove(StoredPackage begun) {
        if (!begun.judge(judge)) {
            deadlines.after("upgrade-package", AGAIN, () -> prove(begun));
        }
    }

    /**
     * Announces a package.
     *
     * @throws ProblemException 409 when there are too many already, 422 or 507 when it cannot be taken at its size
     */
    synchronized UpgradePackage announce(String name, long size, String by) {
        if (packages.size() >= MOST) {
            throw ProblemException.conflict(
                    "too-many-packages", "There are " + MOST + " packages already. Delete one first.");
        }
        if (size < SMALLEST || size > LARGEST) {
            throw ProblemException.malformed(
                    "No package has " + size + " bytes. Give the exact size of the file in bytes.");
        }
        try {
            // Twice: as it came, and what is proven of it where it is installed from.
            long needed = 2 * size + RESERVE - Files.getFileStore(folder).getUsableSpace();
            if (needed > 0) {
                throw new ProblemException(
                        507,
                        "no-space",
                        "Not enough space",
                        "The data partition lacks " + (needed >> 20) + " MiB for this package. Delete packages and"
                                + " backups that are no longer needed, or shorten the retention of the call history.");
            }
            StoredPackage.Ticket ticket = new StoredPackage.Ticket(Ids.timeOrdered(), name, size, by, clock.instant());
            Files.createFile(file(ticket.id()));
            AtomicFile.write(note(ticket.id()), Json.write(ticket), true);
            return begin(ticket).now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All, the newest first. */
    List<UpgradePackage> all() {
        return packages.values().stream()
                .map(StoredPackage::now)
                .sorted(Comparator.comparing(UpgradePackage::id).reversed())
                .toList();
    }

    /**
     * One of them.
     *
     * @throws ProblemException 404 when it is not there
     */
    StoredPackage get(String id) {
        StoredPackage found = packages.get(id);
        if (found == null) {
            throw ProblemException.notFound("There is no package " + id + ".");
        }
        return found;
    }

    /** Removes a package; nothing happens when it is gone already. */
    synchronized void remove(String id) {
        StoredPackage removed = packages.remove(id);
        if (removed == null) {
            return;
        }
        removed.giveUp();
        try {
            Files.deleteIfExists(file(id));
            Files.deleteIfExists(note(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear() {
        all().stream()
                .filter(old -> old.uploadedAt().plus(KEPT).isBefore(clock.instant()))
                .forEach(old -> {
                    LOG.info("The package {} is deleted after {} days", old.name(), KEPT.toDays());
                    remove(old.id());
                });
        deadlines.after("upgrade-packages", Duration.ofHours(1), this::clear);
    }

    private Path file(String id) {
        return folder.resolve(id + FILE);
    }

    private Path note(String id) {
        return folder.resolve(id + NOTE);
    }

    @Override
    public void close() {
        packages.values().forEach(StoredPackage::giveUp);
    }
}
