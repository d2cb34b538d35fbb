package org.sallyport.core.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.core.backup.BackupManifest.Member;
import org.sallyport.core.backup.BackupManifest.Origin;

/** One file to be put into a backup. */
public sealed interface BackupContent {
    /** What the manifest says of it. */
    Member member() throws IOException;

    /** Puts it into the archive. */
    void addTo(UstarWriter archive) throws IOException;

    /** Something small. */
    static BackupContent of(String name, byte[] octets) {
        return new Small(name, octets, Optional.empty());
    }

    /** A small file of the system. */
    static BackupContent of(String name, byte[] octets, Origin from) {
        return new Small(name, octets, Optional.of(from));
    }

    /** Something that may be large. */
    static BackupContent of(String name, Path file) {
        return new Large(name, file);
    }

    /** Octets at hand; not a record, for records show what they hold. */
    final class Small implements BackupContent {
        private final String name;
        private final byte[] octets;
        private final Optional<Origin> from;

        private Small(String name, byte[] octets, Optional<Origin> from) {
            this.name = name;
            this.octets = octets;
            this.from = from;
        }

        @Override
        public Member member() {
            return new Member(name, octets.length, from);
        }

        @Override
        public void addTo(UstarWriter archive) throws IOException {
            archive.add(name, octets);
        }
    }

    /** The content of a file that stays as it is meanwhile. */
    record Large(String name, Path file) implements BackupContent {
        @Override
        public Member member() throws IOException {
            return new Member(name, Files.size(file), Optional.empty());
        }

        @Override
        public void addTo(UstarWriter archive) throws IOException {
            archive.add(name, file);
        }
    }
}
