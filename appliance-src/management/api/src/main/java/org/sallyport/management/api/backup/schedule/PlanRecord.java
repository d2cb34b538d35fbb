package org.sallyport.management.api.backup.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done by the plan last.
 *
 * @param made the backup that was made last
 * @param sent the one that was sent last, and when
 */
record PlanRecord(@Nullable Entry made, @Nullable Entry sent) {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRecord.class);

    /** A backup and when something was done with it. */
    record Entry(String name, Instant at) {}

    PlanRecord withMade(Entry other) {
        return new PlanRecord(other, sent);
    }

    PlanRecord withSent(Entry other) {
        return new PlanRecord(made, other);
    }

    /** The name of the backup that is not at the target yet. */
    Optional<String> unsent() {
        Entry last = made;
        return last == null || (sent != null && sent.name.equals(last.name))
                ? Optional.empty()
                : Optional.of(last.name);
    }

    /** The record in a file; an empty one where there is none, or where it is damaged. */
    static PlanRecord read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new PlanRecord(null, null);
        }
        try {
            return Json.read(Files.readString(file), PlanRecord.class);
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged and begins anew", file, e);
            return new PlanRecord(null, null);
        }
    }

    /** Puts it into the place of what a file holds. */
    void write(Path file) throws IOException {
        AtomicFile.write(file, Json.write(this), true);
    }
}
