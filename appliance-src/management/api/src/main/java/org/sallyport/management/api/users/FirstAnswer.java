package org.sallyport.management.api.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.base.json.Json;
import org.sallyport.management.api.access.PasswordHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first boot was told of the first administrator: a password that must be changed, or the hash of one that stays.
 * It lies in a file until there is a user, and is removed then.
 */
final class FirstAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAnswer.class);

    private final Path file;

    FirstAnswer(Path file) {
        this.file = file;
    }

    /**
     * A password as stored.
     *
     * @param mustChange at the first log-in
     */
    record Stored(String hash, boolean mustChange) {}

    private record Content(Optional<String> password, Optional<String> passwordHash) {}

    /** What it says; empty when there is none, or none that can be used. */
    Optional<Stored> read() {
        try {
            Content content = Json.read(Files.readString(file), Content.class);
            return content.passwordHash()
                    .map(hash -> new Stored(PasswordHash.ofPhc(hash), false))
                    .or(() -> content.password().map(text -> new Stored(PasswordHash.of(text), true)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            // Its message would repeat the secret.
            LOG.error("{} is damaged; the first administrator gets a generated password", file);
        } catch (IOException e) {
            LOG.error("{} cannot be read; the first administrator gets a generated password", file, e);
        } catch (IllegalArgumentException e) {
            LOG.error("{}: {} The first administrator gets a generated password", file, e.getMessage());
        }
        return Optional.empty();
    }

    /** Removes it: what it says is used, or will never be. */
    void forget() {
        try {
            if (Files.deleteIfExists(file)) {
                LOG.info("{} is removed, for there is an administrator", file);
            }
        } catch (IOException e) {
            LOG.error("{} holds a secret and cannot be removed; remove it", file, e);
        }
    }
}
