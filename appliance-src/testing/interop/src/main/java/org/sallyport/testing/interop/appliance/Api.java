package org.sallyport.testing.interop.appliance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;
import org.sallyport.base.json.Json;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.testing.interop.network.Namespace;

/** The management API, asked from within a zone with an administrator's token. */
public final class Api {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int FIRST_ERROR = 400;

    private final Namespace zone;
    private final String base;
    private final SSLContext tls = AnyCertificate.context();
    private String token = "";

    Api(Namespace zone, String base) {
        this.zone = zone;
        this.base = base;
    }

    /** Logs in with the initial password, changes it as demanded, and takes a token for all that follows. */
    void logIn(Path state) throws Exception {
        String initial = Files.readString(state.resolve("initial-password")).strip();
        String chosen = Ids.secret();
        Answer login = send("POST", "/api/v1/session", Map.of("username", "admin", "password", initial), null);
        Answer changed = send(
                "POST",
                "/api/v1/session/password",
                Map.of("currentPassword", initial, "newPassword", chosen),
                login.session());
        Answer made = send(
                "POST",
                "/api/v1/tokens",
                Map.of("name", "interop", "role", "ADMINISTRATOR", "expiresInDays", 1),
                changed.session());
        token = Json.read(made.body, JsonNode.class).path("secret").asText();
    }

    /** A document of the API. */
    public JsonNode get(String path) throws Exception {
        return Json.read(send("GET", path, null, null).body, JsonNode.class);
    }

    /** A text of the API, such as the metrics. */
    public String text(String path) throws Exception {
        return send("GET", path, null, null).body;
    }

    /** Asks again and again until the document is as wanted, for 60 s at most; returns the last one. */
    public JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
        return await(() -> get(path), wanted);
    }

    /** As {@link #await}, for a text. */
    public String awaitText(String path, Predicate<String> wanted) throws Exception {
        return await(() -> text(path), wanted);
    }

    private static <T> T await(Callable<T> asking, Predicate<T> wanted) throws Exception {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        T answer = asking.call();
        while (!wanted.test(answer) && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(POLL.toNanos());
            answer = asking.call();
        }
        return answer;
    }

    private Answer send(String method, String path, @Nullable Object body, @Nullable Session session) throws Exception {
        return zone.call(() -> {
            HttpsURLConnection connection =
                    (HttpsURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setSSLSocketFactory(tls.getSocketFactory());
            connection.setHostnameVerifier((host, tlsSession) -> true);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestMethod(method);
            if (session != null) {
                connection.setRequestProperty("Cookie", session.cookie);
                connection.setRequestProperty("Sallyport-CSRF-Token", session.csrfToken);
                connection.setRequestProperty("Origin", base);
            } else if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.getOutputStream().write(Json.write(body).getBytes(StandardCharsets.UTF_8));
            }
            return answer(method + " " + path, connection);
        });
    }

    private static Answer answer(String request, HttpsURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream content = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
            String body = content == null ? "" : new String(content.readAllBytes(), StandardCharsets.UTF_8);
            if (status >= FIRST_ERROR) {
                throw new IOException(request + " is answered with " + status + ": " + body);
            }
            return new Answer(body, connection.getHeaderField("Set-Cookie"));
        }
    }

    private record Answer(String body, @Nullable String cookie) {
        Session session() throws IOException {
            if (cookie == null) {
                throw new IOException("no session cookie in the answer");
            }
            return new Session(
                    cookie.split(";", 2)[0],
                    Json.read(body, JsonNode.class).path("csrfToken").asText());
        }
    }

    private record Session(String cookie, String csrfToken) {}
}
