package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.management.api.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.postgres.EmbeddedPostgres;

/** An API with a database of its own and a scripted director behind it, and the first administrator as its client. */
abstract class ApiTest {
    static final Duration SOON = Duration.ofSeconds(30);
    static final int THRESHOLD = 3;

    @TempDir
    Path directory;

    RunningApi running;
    ApiClient admin;

    @BeforeEach
    void start() throws IOException {
        running = new RunningApi(directory, EmbeddedPostgres.shared().createDatabase(), THRESHOLD);
        admin = running.client();
    }

    @AfterEach
    void stop() {
        admin.close();
        running.close();
    }

    void logIn() {
        admin.logInFirst("admin", running.initialPassword());
    }

    /** A client with an API token of a role. */
    ApiClient token(String role) {
        HttpResponse<String> created =
                admin.send("POST", "/api/v1/tokens", Map.of("name", role, "role", role, "expiresInDays", 1));
        assertThat(created.statusCode()).isEqualTo(201);
        return running.client()
                .with("Authorization", "Bearer " + json(created).get("secret").textValue());
    }

    /** The newest entry of the audit with an action; it is written after the answer. */
    JsonNode audited(String action) {
        String entries = "/api/v1/audit?action=" + action;
        await(() -> json(admin.get(entries)).get("items").size() > 0);
        return json(admin.get(entries)).at("/items/0");
    }

    static String problem(HttpResponse<String> response) {
        return json(response).get("type").textValue().replace("urn:sallyport:problem:", "");
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so after " + SOON).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    static Map<String, String> ifMatch(HttpResponse<String> response) {
        return Map.of("If-Match", response.headers().firstValue("ETag").orElseThrow());
    }
}
