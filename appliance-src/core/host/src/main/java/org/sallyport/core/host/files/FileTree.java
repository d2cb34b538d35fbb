package org.sallyport.core.host.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.base.file.AtomicFile;

/** The files of a system below its root directory. */
public final class FileTree {
    private final Path root;

    public FileTree(Path root) {
        this.root = root;
    }

    /** Where a file of the system is. */
    public Path at(Path path) {
        return root.resolve(path.isAbsolute() ? path.subpath(0, path.getNameCount()) : path);
    }

    /** Paths that do not hold yet what they are to hold. */
    public Set<Path> differing(List<SystemFile> files) throws IOException {
        Set<Path> differing = new TreeSet<>();
        for (SystemFile file : files) {
            if (!isThere(file)) {
                differing.add(file.path());
            }
        }
        return differing;
    }

    /** Puts files in place. */
    public void put(List<SystemFile> files) throws IOException {
        for (SystemFile file : files) {
            switch (file) {
                case SystemFile.Text(Path path, String content, boolean isPrivate) ->
                    AtomicFile.write(at(path), content, isPrivate);
                case SystemFile.Link(Path path, Path target) -> AtomicFile.link(at(path), target);
            }
        }
    }

    /** Files of a directory whose names begin so and that are not among some to keep. */
    public Set<Path> strangers(Path directory, String prefix, List<SystemFile> kept) throws IOException {
        Set<Path> strangers = new TreeSet<>();
        if (!Files.isDirectory(at(directory))) {
            return strangers;
        }
        List<Path> known = kept.stream().map(SystemFile::path).toList();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(at(directory), prefix + "*")) {
            for (Path path : found) {
                Path inSystem = directory.resolve(path.getFileName());
                if (!known.contains(inSystem)) {
                    strangers.add(inSystem);
                }
            }
        }
        return strangers;
    }

    public void delete(Set<Path> paths) throws IOException {
        for (Path path : paths) {
            Files.deleteIfExists(at(path));
        }
    }

    private boolean isThere(SystemFile file) throws IOException {
        Path place = at(file.path());
        try {
            return switch (file) {
                case SystemFile.Text text ->
                    !Files.isSymbolicLink(place) && Files.readString(place).equals(text.content());
                case SystemFile.Link link ->
                    Files.isSymbolicLink(place) && Files.readSymbolicLink(place).equals(link.target());
            };
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
