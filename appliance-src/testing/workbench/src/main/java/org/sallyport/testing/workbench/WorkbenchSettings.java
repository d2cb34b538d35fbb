package org.sallyport.testing.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.SettingsFile;
import org.sallyport.core.settings.layers.SettingsLayers;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/**
 * The settings of a workbench: what the user's files say, over what follows from the state directory.
 *
 * @param file the user's files and the state directory, merged
 * @param settings what they amount to over the built-in defaults, with the revision that was last in force upon them
 */
record WorkbenchSettings(SettingsFile file, Settings settings) {
    /** Where the director keeps the revision it saw last, for a start without database. */
    private static final String LAST_REVISION = "director-settings.json";

    /** Stands for the URL of a database that is yet to be started. */
    private static final String OWN_DATABASE = "jdbc:postgresql:own";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /**
     * Reads the user's files.
     *
     * @throws org.sallyport.base.problem.InvalidInputException with every problem in them
     */
    static WorkbenchSettings read(Path state, List<Path> files) throws IOException {
        ObjectNode process = JsonNodeFactory.instance
                .objectNode()
                .put("state-directory", state.toString())
                .put("database-url", OWN_DATABASE);
        Path own = write(state.resolve("workbench.json"), process, JsonNodeFactory.instance.objectNode());
        List<Path> all = new ArrayList<>();
        all.add(own);
        all.addAll(files);
        SettingsFile file = SettingsFile.read(all);
        Settings ofFiles = SettingsDocument.read(file.defaults(), Secret::new).orThrow();
        ObjectNode revision = lastRevision(file.process().stateDirectory().resolve(LAST_REVISION));
        return new WorkbenchSettings(file, inForce(new SettingsLayers(file.defaults(), revision), ofFiles));
    }

    /** A revision that does not fit the files any more is the director's to refuse. */
    private static Settings inForce(SettingsLayers layers, Settings ofFiles) {
        try {
            return layers.read(Secret::new).orThrow();
        } catch (InvalidInputException e) {
            return ofFiles;
        }
    }

    private static ObjectNode lastRevision(Path snapshot) {
        try {
            JsonNode document =
                    Json.read(Files.readString(snapshot), JsonNode.class).path("document");
            return document instanceof ObjectNode revision ? revision : Documents.empty();
        } catch (IOException e) {
            // There was none yet, or the director will say what is wrong with it.
            return Documents.empty();
        }
    }

    /** Whether the user's files name no database, so that the workbench starts its own. */
    boolean needsDatabase() {
        return file.process().databaseUrl().equals(OWN_DATABASE);
    }

    /** Writes the one settings file that director and manager read, with a database of our own. */
    Path write(EmbeddedPostgres database) throws IOException {
        return write(database.jdbcUrl(), database.user(), database.passwordFile());
    }

    /** Writes the one settings file that director and manager read, with the database that the user's files name. */
    Path write() throws IOException {
        ProcessSettings process = file.process();
        return write(
                process.databaseUrl(),
                process.databaseUser(),
                process.databasePasswordFile().orElse(null));
    }

    private Path write(String databaseUrl, String user, @Nullable Path passwordFile) throws IOException {
        ProcessSettings process = file.process();
        ObjectNode section = JsonNodeFactory.instance
                .objectNode()
                .put("state-directory", process.stateDirectory().toString())
                .put("keys-directory", process.keysDirectory().toString())
                .put("database-url", databaseUrl)
                .put("database-user", user)
                .put("management-address", process.managementAddress().getHostAddress())
                .put("management-port", process.managementPort())
                .put("management-host", process.managementHost())
                .put("control-socket", process.controlSocket().toString())
                .put("host-socket", process.hostSocket().toString());
        if (passwordFile != null) {
            section.put("database-password-file", passwordFile.toString());
        }
        return write(process.stateDirectory().resolve("settings.json"), section, file.defaults());
    }

    private static Path write(Path path, ObjectNode process, ObjectNode others) throws IOException {
        ObjectNode document = others.deepCopy();
        document.set("process", process);
        Files.deleteIfExists(path);
        Files.createFile(path, OWNER_ONLY); // there may be secrets in the user's files
        return Files.writeString(path, Json.write(document));
    }
}
