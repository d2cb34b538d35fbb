package org.sallyport.core.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.core.settings.revisions.Change;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/** Documents and databases for tests. */
public final class TestDocuments {
    private static final YAMLMapper YAML = new YAMLMapper();

    private TestDocuments() {}

    public static ObjectNode document(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Change change(String path, @Nullable String before, @Nullable String after) {
        return new Change(path, json(before), json(after));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : Json.read(text, JsonNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Database freshDatabase() {
        return database(EmbeddedPostgres.shared().createDatabase());
    }

    public static Database database(DatabaseAccess access) {
        return new Database(
                new DatabaseAddress(access.jdbcUrl(), access.user(), access.password()), List.of("db/settings.sql"));
    }

    /** Waits until a database that was stopped answers again. */
    public static void await(Database database) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!database.available()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("the database does not come back");
            }
        }
    }
}
