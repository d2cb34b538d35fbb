package org.sallyport.management.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.sallyport.base.json.Json;

/** The session of the last login, in a file that only its user can read. */
record SessionFile(Path file) {

    /** What proves who asks, where, and which certificates that system is trusted by, if not by the machine's. */
    record Kept(URI url, String cookie, String csrfToken, Optional<Path> trusted) {}

    static SessionFile ofUser() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path base = configured == null ? Path.of(System.getProperty("user.home"), ".config") : Path.of(configured);
        return new SessionFile(base.resolve("sallyport").resolve("session.json"));
    }

    /** The session at a system; one of another system is none. */
    Optional<Kept> read(URI url) {
        return read().filter(kept -> kept.url().equals(url));
    }

    /** The session, wherever it is. */
    Optional<Kept> read() {
        try {
            return Optional.of(Json.read(Files.readString(file), Kept.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(Kept kept) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Json.write(kept), StandardOpenOption.WRITE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
