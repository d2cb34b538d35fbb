package org.sallyport.apps.hostd.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lasts of upgrades: a record and a log of each attempt for ever, and what is known of the slots. */
final class UpgradeFiles {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeFiles.class);
    private static final String RECORD = ".json";

    /** More lines than any attempt says; one that repeats itself for ever must not fill the disk. */
    private static final long MOST_LOG_BYTES = 1 << 20;

    private final Path attempts;
    private final Path slots;
    private final Clock clock;

    UpgradeFiles(UpgradePlaces places, Clock clock) {
        this.attempts = places.upgrades().resolve("attempts");
        this.slots = places.upgrades().resolve("slots.json");
        this.clock = clock;
    }

    /** The attempt that began last. */
    Optional<UpgradeRecord> last() throws IOException {
        List<UpgradeRecord> all = all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Every attempt, the oldest first. */
    List<UpgradeRecord> all() throws IOException {
        List<UpgradeRecord> all = new ArrayList<>();
        for (String id : ids()) {
            Path file = attempts.resolve(id + RECORD);
            try {
                all.add(Json.read(Files.readString(file), UpgradeRecord.class));
            } catch (JsonProcessingException e) {
                LOG.warn("{} is damaged and left out: {}", file, e.getOriginalMessage());
            }
        }
        return all;
    }

    /** An identifier after all others. */
    String nextId() throws IOException {
        List<String> ids = ids();
        return String.format(Locale.ROOT, "%06d", ids.isEmpty() ? 1 : Integer.parseInt(ids.getLast()) + 1);
    }

    void save(UpgradeRecord attempt) throws IOException {
        AtomicFile.write(attempts.resolve(attempt.id() + RECORD), Json.write(attempt), true);
    }

    /** Adds a line to what an attempt says, with the time. */
    void say(UpgradeRecord attempt, String line) throws IOException {
        LOG.info("upgrade {}: {}", attempt.id(), line);
        Path file = log(attempt.id());
        Files.createDirectories(attempts);
        if (!Files.exists(file) || Files.size(file) < MOST_LOG_BYTES) {
            String text =
                    clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line.replaceAll("\\p{Cntrl}", " ") + "\n";
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    List<String> lines(String id) throws IOException {
        return ids().contains(id) && Files.exists(log(id)) ? Files.readAllLines(log(id)) : List.of();
    }

    SlotNotes slots() throws IOException {
        try {
            return Json.read(Files.readString(slots), SlotNotes.class);
        } catch (NoSuchFileException e) {
            return SlotNotes.NOTHING;
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged and taken for empty: {}", slots, e.getOriginalMessage());
            return SlotNotes.NOTHING;
        }
    }

    void save(SlotNotes notes) throws IOException {
        AtomicFile.write(slots, Json.write(notes), true);
    }

    private Path log(String id) {
        return attempts.resolve(id + ".log");
    }

    private List<String> ids() throws IOException {
        if (!Files.isDirectory(attempts)) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(attempts, "[0-9]*" + RECORD)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                ids.add(name.substring(0, name.length() - RECORD.length()));
            }
        }
        ids.sort(null);
        return ids;
    }
}
