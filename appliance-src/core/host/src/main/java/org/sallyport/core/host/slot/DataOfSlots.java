package org.sallyport.core.host.slot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/**
 * The data of each slot: those in use, and beside them those of the slot that does not run, as it left them, so that it finds
 * nothing migrated that it cannot read. Settings, keys, database and what each process keeps belong to them; logs, packages and the
 * records of upgrades belong to the machine. Only while none of the services runs.
 */
public final class DataOfSlots {
    /** What each slot has of its own, below the directory of data. */
    private static final List<String> FOLDERS =
            List.of("postgresql", "sallyport/settings", "sallyport/keys", "sallyport/director");
    /** Directories whose entries are a slot's own, but for those of the machine. */
    private static final List<String> MIXED = List.of("sallyport/manager", "sallyport/host");

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
    public DataOfSlots(Path data, Path upgrades, Path packages, Programs programs) {
        this.data = data;
        this.upgrades = upgrades;
        this.packages = packages;
        this.programs = programs;
    }

    /** Whether the data of a slot that does not run are there. */
    public boolean isKept(Slot slot) {
        return Files.exists(kept(slot));
    }

    /** Bytes that the data in use take. */
    public long size() throws IOException {
        long size = 0;
        for (Path item : items(data)) {
            size += sizeOf(data.resolve(item));
        }
        return size;
    }

    /** Keeps a copy of the data in use for the slot that ran last, unless it is there already. */
    public void copyFor(Slot left) throws IOException {
        if (isKept(left)) {
            return;
        }
        Path draft = upgrades.resolve("data-of-" + left + ".new");
        delete(draft);
        Files.createDirectories(draft);
        for (Path item : items(data)) {
            Path target = draft.resolve(item);
            Files.createDirectories(parent(target));
            run("cp", "--archive", "--sparse=auto", data.resolve(item).toString(), target.toString());
        }
        // Every file of the copy must be on the disk before the name that says that it is whole.
        run("sync", "--file-system", draft.toString());
        Files.move(draft, kept(left), StandardCopyOption.ATOMIC_MOVE);
        sync(upgrades);
    }

    /**
     * Puts the kept data of a slot in use, and keeps for another one those that were. It may be called again after it was
     * interrupted, and goes on where it was.
     */
    public void exchange(Slot left, Slot entered) throws IOException {
        Path coming = kept(entered);
        Path going = kept(left);
        for (Path item : items(coming)) {
            Path used = data.resolve(item);
            Path put = going.resolve(item);
            if (Files.exists(used)) {
                if (Files.exists(put)) {
                    // Interrupted here before; what is in its place now was made empty by the start of the system.
                    delete(used);
                } else {
                    Files.createDirectories(parent(put));
                    move(used, put);
                }
            }
            move(coming.resolve(item), used);
        }
        delete(coming);
    }

    /** Removes the kept data of a slot. */
    public void forget(Slot slot) throws IOException {
        delete(kept(slot));
        delete(upgrades.resolve("data-of-" + slot + ".new"));
    }

    private Path kept(Slot slot) {
        return upgrades.resolve("data-of-" + slot);
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
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        sync(parent(to));
        sync(parent(from));
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
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

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
