package org.sallyport.core.host.nic.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.nic.inventory.MacAddress;

/** The map on disk, for people to read and for one process at a time to write. */
public final class NicMapFile {
    private static final int LIMIT_OCTETS = 1 << 20;

    private final Path file;

    /** The map in a file, which need not exist yet. */
    public NicMapFile(Path file) {
        this.file = file;
    }

    /** What a file holds. */
    public sealed interface Content {
        /** There is no file: this is the first boot. */
        record Absent() implements Content {}

        /** A map. */
        record Present(NicMap map) implements Content {}

        /** Something else. */
        record Unreadable(String why) implements Content {}
    }

    /** Reads it. */
    public Content read() {
        try {
            if (!Files.exists(file)) {
                return new Content.Absent();
            }
            if (Files.size(file) > LIMIT_OCTETS) {
                return new Content.Unreadable(file + " is larger than a map can be");
            }
            return new Content.Present(Json.read(Files.readString(file), NicMap.class));
        } catch (JsonMappingException e) {
            return new Content.Unreadable(file + ": " + reason(e));
        } catch (JsonProcessingException e) {
            return new Content.Unreadable(file + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Content.Unreadable(file + ": " + e);
        }
    }

    private static String reason(JsonMappingException e) {
        return e.getCause() instanceof InvalidInputException invalid
                ? String.valueOf(invalid.getMessage())
                : e.getOriginalMessage();
    }

    /** The address of the adapter that has a name; empty where the map does not say. */
    public Optional<MacAddress> mac(String name) {
        return read() instanceof Content.Present(NicMap map) ? map.mac(name) : Optional.empty();
    }

    /**
     * Replaces it: after a loss of power there is the old one or the new one.
     *
     * @throws IOException when it cannot be written; the old one is still there
     */
    public void write(NicMap map) throws IOException {
        AtomicFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(map) + "\n", false);
    }
}
