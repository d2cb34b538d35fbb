package org.sallyport.core.host.slot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.base.file.AtomicFile;

/**
 * The releases of the services in one system, each in a directory {@code releases/NAME} of its own below the product's. The link
 * {@code current} leads to the one that is started; a process that runs keeps the one that it was started from.
 */
public final class Releases {
    private static final String DRAFT = ".new";

    private final Path releases;
    private final Path current;

    /** Those below the product's directory, {@code /opt/sallyport} on the appliance. */
    public Releases(Path product) {
        this.releases = product.resolve("releases");
        this.current = product.resolve("current");
    }

    /** The name of the one that is started. */
    public String current() throws IOException {
        return String.valueOf(Files.readSymbolicLink(current).getFileName());
    }

    /** The names of all others that are whole. */
    public List<String> others() throws IOException {
        if (!Files.isSymbolicLink(current)) {
            return List.of();
        }
        String started = current();
        List<String> others = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(releases)) {
            for (Path release : found) {
                String name = String.valueOf(release.getFileName());
                if (!name.equals(started) && !name.endsWith(DRAFT)) {
                    others.add(name);
                }
            }
        }
        return others;
    }

    /** Where they lie. */
    public Path folder() {
        return releases;
    }

    /** Where a release lies. */
    public Path at(String name) {
        return releases.resolve(name);
    }

    /** Where one is put together, which is removed first. */
    public Path draft(String name) throws IOException {
        Path draft = releases.resolve(name + DRAFT);
        Deletion.of(draft);
        return draft;
    }

    /** Makes what was put together, and is on the disk, a release. */
    public void add(String name) throws IOException {
        AtomicFile.rename(releases.resolve(name + DRAFT), at(name));
    }

    /** Lets what starts from now on be of a release. */
    public void switchTo(String name) throws IOException {
        if (!Files.isDirectory(at(name))) {
            throw new IOException("There is no release " + at(name) + ".");
        }
        AtomicFile.link(current, Path.of("releases", name));
    }

    /** Removes a release, or what there is of it; not the one that is started. */
    public void remove(String name) throws IOException {
        Deletion.of(at(name));
        Deletion.of(releases.resolve(name + DRAFT));
    }
}
