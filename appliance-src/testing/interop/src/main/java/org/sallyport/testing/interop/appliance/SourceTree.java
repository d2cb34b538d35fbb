package org.sallyport.testing.interop.appliance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built modules lie. */
public final class SourceTree {
    private SourceTree() {}

    /** The folder of the reactor, above the working directory. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not within the source tree: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }
}
