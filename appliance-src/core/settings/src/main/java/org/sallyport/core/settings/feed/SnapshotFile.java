package org.sallyport.core.settings.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.migration.SettingsSchema;
import org.sallyport.core.settings.revisions.StoredRevisions.Numbered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good revision on disk, as stored: sparse, secrets sealed. Written as a whole or not at all. */
final class SnapshotFile {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);

    /**
     * What the file holds.
     *
     * @param schema the form of the document
     */
    private record Content(long number, int schema, ObjectNode document) {}

    private final Path file;

    SnapshotFile(Path file) {
        this.file = file;
    }

    /** What was kept; empty when nothing was, or nothing legible. */
    Optional<Numbered> read() {
        try {
            Content content = Json.read(Files.readString(file), Content.class);
            return Optional.of(new Numbered(
                    content.number, SettingsSchema.OF_THIS_RELEASE.migrate(content.schema, content.document)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (InvalidInputException e) {
            LOG.warn("the snapshot of the settings in {} is not used: {}", file, e.getMessage());
            return Optional.empty();
        } catch (JsonProcessingException e) {
            LOG.warn("the snapshot of the settings in {} is damaged and not used", file);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("the snapshot of the settings in {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps a revision. A full or read-only disk is logged and not fatal: the settings are in force all the same. */
    void write(Numbered revision) {
        try {
            Content content =
                    new Content(revision.number(), SettingsSchema.OF_THIS_RELEASE.number(), revision.document());
            AtomicFile.write(file, Json.write(content), true);
        } catch (IOException e) {
            LOG.warn("the snapshot of the settings in {} cannot be written: {}", file, e.toString());
        }
    }
}
