package org.sallyport.core.host.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.core.settings.model.Settings;

/** What must be known after a crash: the state to return to, and whether another one was on trial. */
public final class TrialFiles {
    private final Path confirmed;
    private final Path trial;

    /** Files in a directory that lasts. */
    public TrialFiles(Path directory) {
        this.confirmed = directory.resolve("network.json");
        this.trial = directory.resolve("network-trial.json");
    }

    /**
     * The settings that a start of the system begins with: those last confirmed.
     *
     * @param asInstalled is meant while nothing was ever confirmed
     */
    public Settings atStart(ObjectNode asInstalled) throws IOException {
        return NetworkTrial.read(confirmed().orElseGet(() -> NetworkTrial.sections(asInstalled)));
    }

    /** The settings last confirmed; empty before the first time. */
    Optional<ObjectNode> confirmed() throws IOException {
        try {
            return Optional.of(Json.read(Files.readString(confirmed), ObjectNode.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(confirmed + " is damaged; remove it to begin with the settings file", e);
        }
    }

    void confirm(ObjectNode document) throws IOException {
        AtomicFile.write(confirmed, Json.write(document), true);
        endTrial();
    }

    boolean isOnTrial() {
        return Files.exists(trial);
    }

    void beginTrial(long revision) throws IOException {
        AtomicFile.write(trial, Json.write(revision), true);
    }

    void endTrial() throws IOException {
        Files.deleteIfExists(trial);
    }
}
