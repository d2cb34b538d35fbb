package org.sallyport.management.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.sallyport.base.json.Json;

/** A client as a browser is one; every answer is checked against the contract. */
final class ApiClient implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    private static final Contract CONTRACT = new Contract();

    private final String origin;
    private final HttpClient http;
    private final Map<String, String> headers = new HashMap<>();

    ApiClient(int port, SSLContext tls) {
        this.origin = "https://localhost:" + port;
        this.http = HttpClient.newBuilder().sslContext(tls).build();
    }

    String origin() {
        return origin;
    }

    /** Logs in and keeps cookie and CSRF token for what follows. */
    JsonNode logIn(String username, String password) {
        HttpResponse<String> response =
                send("POST", "/api/v1/session", Map.of("username", username, "password", password));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return keep(response);
    }

    /** Logs in for the first time and changes the password. */
    JsonNode logInFirst(String username, String initialPassword) {
        logIn(username, initialPassword);
        HttpResponse<String> response = send(
                "POST",
                "/api/v1/session/password",
                Map.of("currentPassword", initialPassword, "newPassword", PASSWORD));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return keep(response);
    }

    private JsonNode keep(HttpResponse<String> response) {
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        headers.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
        headers.put("Sallyport-CSRF-Token", json(response).get("csrfToken").textValue());
        return json(response);
    }

    /** Sets a header of all following requests. */
    ApiClient with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    ApiClient without(String header) {
        headers.remove(header);
        return this;
    }

    HttpResponse<String> get(String path) {
        return exchange("GET", path, BodyPublishers.noBody(), Map.of());
    }

    HttpResponse<String> send(String method, String path, Object body) {
        return exchange(method, path, BodyPublishers.ofString(Json.write(body)), Map.of());
    }

    HttpResponse<String> send(String method, String path, Object body, Map<String, String> more) {
        return exchange(method, path, BodyPublishers.ofString(Json.write(body)), more);
    }

    HttpResponse<String> sendBytes(String method, String path, byte[] body, Map<String, String> more) {
        return exchange(method, path, BodyPublishers.ofByteArray(body), more);
    }

    HttpResponse<String> send(String method, String path) {
        return exchange(method, path, BodyPublishers.noBody(), Map.of());
    }

    private HttpResponse<String> exchange(
            String method, String path, HttpRequest.BodyPublisher body, Map<String, String> more) {
        try {
            HttpResponse<String> response = http.send(request(method, path, body, more), BodyHandlers.ofString());
            check(method, path, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an operation answers that gives octets. */
    byte[] octets(String path) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request("GET", path, BodyPublishers.noBody(), Map.of()), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a stream that does not end by itself. */
    Stream<String> lines(String path) {
        try {
            return http.send(request("GET", path, BodyPublishers.noBody(), Map.of()), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body, Map<String, String> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        headers.forEach(request::setHeader);
        more.forEach(request::setHeader);
        return request.build();
    }

    private static void check(String method, String path, HttpResponse<String> response) {
        String plain = path.replaceAll("\\?.*", "");
        if (!plain.startsWith("/api/") && !plain.equals("/metrics")) {
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        List<String> violations = (response.statusCode() == 404 || response.statusCode() == 405)
                        && type.equals("application/problem+json")
                ? List.of()
                : CONTRACT.violations(method, plain, response.statusCode(), type, response.body());
        assertThat(violations)
                .as(method + " " + path + " " + response.statusCode() + " " + response.body())
                .isEmpty();
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
