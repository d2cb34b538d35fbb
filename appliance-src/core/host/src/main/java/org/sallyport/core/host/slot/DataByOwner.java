package org.sallyport.core.host.slot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/**
 * The data in use, and beside them those of what does not run, as it left them, so that it finds nothing migrated that it cannot
 * read. Whose data they are is said by a name: that of a slot, such as {@code a}, or of a release in it, see {@link #ownerOf}.
 * Settings, keys, database and what each process keeps belong to them; logs, packages and the records of upgrades belong to the
 * machine. Only while none of the services runs.
 */
public final class DataByOwner {
    /** What belongs to what runs, below the directory of data. */
    private static final List<String> FOLDERS =
            List.of("postgresql", "sallyport/settings", "sallyport/keys", "sallyport/director");
    /** Directories whose entries belong to it, but for those of the machine. */
    private static final List<String> MIXED = List.of("sallyport/manager", "sallyport/host");

    private static final String KEPT = "data-of-";
    private static final String DRAFT = ".new";

    private final Path data;
    private final Path upgrades;
    private final Path packages;
    private final Programs programs;

    /**
     * The data below a directory.
     *
     * @param upgrades the directory of what upgrades keep, in it and on the same file system
     * @param packages the directory of packages, in it
     */
    public DataByOwner(Path data, Path upgrades, Path packages, Programs programs) {
        this.data = data;
        this.upgrades = upgrades;
        this.packages = packages;
        this.programs = programs;
    }

    /** The name of a release for its data: releases of one version may lie in both slots. */
    public static String ownerOf(@Nullable Slot slot, String release) {
        return slot == null ? release : slot + "-" + release;
    }

    /** Whether the data of what does not run are there. */
    public boolean isKept(String owner) {
        return Files.exists(kept(owner));
    }

    /** Since when they are kept, which is when it ran last. */
    public Instant keptSince(String owner) throws IOException {
        return Files.getLastModifiedTime(kept(owner)).toInstant();
    }

    /**
     * Sees whether the data in use can be copied.
     *
     * @throws IOException with the remedy, unless there is room
     */
    public void requireRoom() throws IOException {
        long free = Files.getFileStore(data).getUsableSpace();
        long size = size();
        if (free < size) {
            throw new IOException(
                    "The data take " + size + " bytes and are kept as they are for the way back, but only " + free
                            + " are free on the data partition. Shorten the retention of the call history, or remove old packages.");
        }
    }

    /** Bytes that the data in use take. */
    public long size() throws IOException {
        long size = 0;
        for (Path item : items(data)) {
            size += sizeOf(data.resolve(item));
        }
        return size;
    }

    /** Keeps a copy of the data in use for what ran last, unless it is there already. */
    public void copyFor(String left) throws IOException {
        if (isKept(left)) {
            return;
        }
        Path draft = upgrades.resolve(KEPT + left + DRAFT);
        Deletion.of(draft);
        Files.createDirectories(draft);
        for (Path item : items(data)) {
            Path target = draft.resolve(item);
            Files.createDirectories(parent(target));
            run("cp", "--archive", "--sparse=auto", data.resolve(item).toString(), target.toString());
        }
        // Every file of the copy must be on the disk before the name that says that it is whole.
        run("sync", "--file-system", draft.toString());
        AtomicFile.rename(draft, kept(left));
    }

    /**
     * Puts kept data in use, and keeps for another owner those that were. It may be called again after it was
     * interrupted, and goes on where it was.
     */
    public void exchange(String left, String entered) throws IOException {
        Path coming = kept(entered);
        Path going = kept(left);
        for (Path item : items(coming)) {
            Path used = data.resolve(item);
            Path put = going.resolve(item);
            if (Files.exists(used)) {
                if (Files.exists(put)) {
                    // Interrupted here before; what is in its place now was made empty by the start of the system.
                    Deletion.of(used);
                } else {
                    Files.createDirectories(parent(put));
                    move(used, put);
                }
            }
            move(coming.resolve(item), used);
        }
        Deletion.of(coming);
    }

    /** Removes kept data. */
    public void forget(String owner) throws IOException {
        Deletion.of(kept(owner));
        Deletion.of(upgrades.resolve(KEPT + owner + DRAFT));
    }

    /** Removes the kept data of a slot and of every release in it. */
    public void forgetAllOf(Slot slot) throws IOException {
        forget(slot.toString());
        if (!Files.isDirectory(upgrades)) {
            return;
        }
        try (DirectoryStream<Path> releases = Files.newDirectoryStream(upgrades, KEPT + slot + "-*")) {
            for (Path release : releases) {
                Deletion.of(release);
            }
        }
    }

    private Path kept(String owner) {
        return upgrades.resolve(KEPT + owner);
    }

    /** The parts of data that are there, relative to their directory. */
    private List<Path> items(Path directory) throws IOException {
        List<Path> items = new ArrayList<>();
        for (String folder : FOLDERS) {
            if (Files.exists(directory.resolve(folder))) {
                items.add(Path.of(folder));
            }
        }
        for (String mixed : MIXED) {
            addEntries(directory, mixed, items);
        }
        return items;
    }

    private void addEntries(Path directory, String mixed, List<Path> items) throws IOException {
        if (!Files.isDirectory(directory.resolve(mixed))) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve(mixed))) {
            for (Path entry : entries) {
                if (!entry.equals(upgrades) && !entry.equals(packages)) {
                    items.add(directory.relativize(entry));
                }
            }
        }
    }

    private void run(String... command) throws IOException {
        ProgramResult result = programs.run(command);
        if (!result.succeeded()) {
            throw new IOException(command[0] + " cannot copy the data: " + result.complaint());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        AtomicFile.rename(from, to);
        AtomicFile.sync(parent(from));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static long sizeOf(Path path) throws IOException {
        long[] size = {0};
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            // The database goes on while it is looked at.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size[0];
    }
}
