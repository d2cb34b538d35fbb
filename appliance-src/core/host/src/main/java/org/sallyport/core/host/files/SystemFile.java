package org.sallyport.core.host.files;

import java.nio.file.Path;

/** A file of the system as it is to be. */
public sealed interface SystemFile {
    /** Where, from the root of the system. */
    Path path();

    /**
     * A text.
     *
     * @param isPrivate whether nobody but root may read it
     */
    record Text(Path path, String content, boolean isPrivate) implements SystemFile {}

    /** A symbolic link. */
    record Link(Path path, Path target) implements SystemFile {}
}
