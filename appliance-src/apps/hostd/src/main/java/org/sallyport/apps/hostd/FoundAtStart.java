package org.sallyport.apps.hostd;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the adapters were found to be when they were named, for the process that answers for them until the next start.
 *
 * @param findings also those that are seen only once, such as an adapter replaced
 * @param statements from outside, as read then
 */
record FoundAtStart(List<Finding> findings, List<Statement> statements) {
    private static final Logger LOG = LoggerFactory.getLogger(FoundAtStart.class);
    private static final FoundAtStart NOTHING = new FoundAtStart(List.of(), List.of());

    /** What was kept; nothing where nobody named the adapters. */
    static FoundAtStart read(Path file) {
        try {
            return Json.read(Files.readString(file), FoundAtStart.class);
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged: {}", file, e.getOriginalMessage());
            return NOTHING;
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return NOTHING;
        }
    }

    void write(Path file) throws IOException {
        AtomicFile.write(file, Json.write(this), true);
    }
}
