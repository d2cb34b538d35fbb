package org.sallyport.apps.hostd.media;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attached media, each mounted so that it can only be read, nothing on it runs and no device on it counts. Only plain files in the
 * top folder are seen. Thread-safe.
 */
final class MountedMedia implements MediaControl, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MountedMedia.class);
    private static final Pattern NAME = Pattern.compile("[\\w.+-]{1,60}\\.(?i:upg|bin)");
    private static final long LARGEST = 9L << 30;
    private static final int MOST_FILES = 50;

    private final AttachedMedia attached;
    private final Programs programs;
    private final Path folder;
    private final Map<String, Mounted> mounted = new HashMap<>();

    private record Mounted(Medium medium, Path at) {}

    /** Mounts below a folder. */
    MountedMedia(AttachedMedia attached, Programs programs, Path folder) {
        this.attached = attached;
        this.programs = programs;
        this.folder = folder;
    }

    @Override
    public synchronized List<FoundPackage> packages() {
        try {
            mountWhatIsThere();
            List<FoundPackage> found = new ArrayList<>();
            for (Mounted one : mounted.values()) {
                found.addAll(packagesOn(one));
            }
            found.sort(Comparator.comparing(FoundPackage::name).thenComparing(FoundPackage::medium));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized byte[] read(String medium, String name, long offset, int length) {
        Mounted on = mounted.get(medium);
        if (on == null || !NAME.matcher(name).matches() || offset < 0 || length < 1 || length > MOST) {
            throw new ControlException(
                    Reason.INVALID_ARGUMENTS,
                    "There is no package " + name + " on " + medium + ", or no piece of " + length
                            + " bytes can be read of it. Attach the medium, and list what is on it.");
        }
        try (FileChannel file = FileChannel.open(on.at().resolve(name), Set.of(READ, NOFOLLOW_LINKS))) {
            ByteBuffer piece = ByteBuffer.allocate(length);
            while (piece.hasRemaining() && file.read(piece, offset + piece.position()) > 0) {
                // until it is full, or the file ends
            }
            return Arrays.copyOf(piece.array(), piece.position());
        } catch (IOException e) {
            throw new ControlException(Reason.FAILED, name + " on " + medium + " cannot be read: " + e);
        }
    }

    private void mountWhatIsThere() throws IOException {
        List<Medium> now = attached.now();
        for (Mounted before : List.copyOf(mounted.values())) {
            // What we mounted ourselves counts as in use; it is looked at by its device.
            if (!Files.exists(Path.of(before.medium().device()))) {
                unmount(before);
            }
        }
        for (Medium medium : now) {
            if (!mounted.containsKey(medium.device())) {
                mount(medium);
            }
        }
    }

    private void mount(Medium medium) throws IOException {
        Path at = Files.createTempDirectory(folder, "medium");
        String options = "ro,nosuid,nodev,noexec";
        ProgramResult result = programs.run(
                "mount",
                "--types",
                medium.fileSystem(),
                "--options",
                // The journal of ext4 would be replayed, which writes.
                medium.fileSystem().equals("ext4") ? options + ",noload" : options,
                medium.device(),
                at.toString());
        if (result.succeeded()) {
            mounted.put(medium.device(), new Mounted(medium, at));
        } else {
            LOG.warn("{} cannot be read: {}", medium.device(), result.complaint());
            Files.delete(at);
        }
    }

    private void unmount(Mounted one) {
        mounted.remove(one.medium().device());
        ProgramResult result = programs.run("umount", "--lazy", one.at().toString());
        if (!result.succeeded()) {
            LOG.warn("{} cannot be unmounted: {}", one.at(), result.complaint());
            return;
        }
        try {
            Files.delete(one.at());
        } catch (IOException e) {
            LOG.warn("{} is left: {}", one.at(), e.toString());
        }
    }

    private static List<FoundPackage> packagesOn(Mounted one) {
        List<FoundPackage> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(one.at())) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches()
                        && Files.isRegularFile(file, NOFOLLOW_LINKS)
                        && Files.size(file) <= LARGEST
                        && found.size() < MOST_FILES) {
                    found.add(
                            new FoundPackage(one.medium().device(), one.medium().label(), name, Files.size(file)));
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", one.medium().device(), e.toString());
        }
        return found;
    }

    @Override
    public synchronized void close() {
        List.copyOf(mounted.values()).forEach(this::unmount);
    }
}
