package org.sallyport.core.host.firstboot;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.Problem;

/**
 * How the first boot went; kept, so that it is the last one.
 *
 * @param source of the answers, for people; empty when there were none
 * @param problems why the answers were refused
 */
public record FirstBootReport(State state, String source, Instant at, List<Problem> problems) {
    /** What came of it. */
    public enum State {
        /** Answers are in force; nothing is asked again. */
        DONE,
        /** There were answers, and nothing of them is in force. */
        REFUSED,
        /** Nobody answered; the first adapter asks DHCP until somebody does. */
        UNANSWERED
    }

    /** The last report kept; empty before the first. */
    public static Optional<FirstBootReport> read(Path file) throws IOException {
        try {
            return Optional.of(Json.read(Files.readString(file), FirstBootReport.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged; remove it to have the first boot done again", e);
        }
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, Json.write(this), false);
    }
}
