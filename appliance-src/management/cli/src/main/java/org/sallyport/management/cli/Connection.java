package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import picocli.CommandLine.Option;

/** Where the system is, how it is trusted, and who asks: the options that all commands share. */
final class Connection {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Of what makes or moves whole backups. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(10);

    private static final URI HERE = URI.create("https://localhost:8443");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where console and API are (env SALLYPORT_URL; else where the last login was, else "
                    + "https://localhost:8443).",
            defaultValue = "${env:SALLYPORT_URL}")
    private @Nullable URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with an API token (env SALLYPORT_TOKEN_FILE; SALLYPORT_TOKEN holds a token itself).",
            defaultValue = "${env:SALLYPORT_TOKEN_FILE}")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM certificates to trust, instead of the system's; of authorities, or that of the system"
                    + " itself, whatever its name (env SALLYPORT_CA; else those of the last login there).",
            defaultValue = "${env:SALLYPORT_CA}")
    private @Nullable Path trusted;

    @Option(names = "--insecure", description = "Trust any certificate. Whoever stands in between can read everything.")
    private boolean insecure;

    private final SessionFile session = SessionFile.ofUser();
    private @Nullable HttpClient http;

    /** An answer with its version. */
    record Reply(JsonNode body, Optional<String> etag, Optional<String> cookie, Optional<String> location) {}

    JsonNode get(String path) {
        return send("GET", path, null, Map.of()).body();
    }

    /** Anything, with a body that is null for none. */
    Reply send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return reply(request(method, path, body, headers));
    }

    /** A piece of a file. */
    Reply sendPiece(String path, long offset, byte[] piece) {
        return reply(carrying(
                "PATCH",
                path,
                BodyPublishers.ofByteArray(piece),
                Map.of("Content-Type", "application/octet-stream", "Upload-Offset", Long.toString(offset))));
    }

    private Reply reply(HttpRequest request) {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        JsonNode json = parse(response);
        if (response.statusCode() >= 400) {
            throw ApiException.of(response.statusCode(), json);
        }
        return new Reply(
                json,
                response.headers().firstValue("ETag"),
                response.headers().firstValue("Set-Cookie"),
                response.headers().firstValue("Location"));
    }

    /** The body as text, whatever it is, with its status. */
    HttpResponse<String> raw(String path) {
        return exchange(request("GET", path, null, Map.of()), BodyHandlers.ofString());
    }

    /** Writes what is there into a new file. */
    void download(String path, Path file) throws IOException {
        HttpResponse<InputStream> response =
                exchange(request("GET", path, null, Map.of()), BodyHandlers.ofInputStream());
        try (InputStream octets = response.body()) {
            if (response.statusCode() >= 400) {
                throw ApiException.of(response.statusCode(), Json.MAPPER.readTree(octets.readAllBytes()));
            }
            Files.copy(octets, file);
        }
    }

    /** Puts a file there. */
    JsonNode upload(String path, Path file) throws IOException {
        return reply(carrying(
                        "PUT", path, BodyPublishers.ofFile(file), Map.of("Content-Type", "application/octet-stream")))
                .body();
    }

    /** Lines of a stream that goes on until somebody ends it. */
    Stream<String> lines(String path) {
        HttpResponse<Stream<String>> response =
                exchange(request("GET", path, null, Map.of("Accept", "text/event-stream")), BodyHandlers.ofLines());
        if (response.statusCode() >= 400) {
            throw new ApiException(
                    ExitCode.of(response.statusCode()), "The system answered " + response.statusCode() + ".");
        }
        return response.body();
    }

    SessionFile session() {
        return session;
    }

    URI url() {
        return url != null ? url : session.read().map(SessionFile.Kept::url).orElse(HERE);
    }

    /** The certificates to trust instead of the system's, if any. */
    Optional<Path> trusted() {
        return Optional.ofNullable(trusted)
                .map(Path::toAbsolutePath)
                .or(() -> session.read(url()).flatMap(SessionFile.Kept::trusted));
    }

    private HttpRequest request(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return carrying(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)),
                headers);
    }

    private HttpRequest carrying(
            String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve("/api/v1" + path))
                .timeout(path.startsWith("/backups") ? LONG_TIMEOUT : TIMEOUT)
                .method(method, body);
        headers.forEach(request::setHeader);
        Optional<String> token = token();
        if (token.isPresent()) {
            request.setHeader("Authorization", "Bearer " + token.get());
        } else {
            session.read(url())
                    .ifPresent(kept -> request.setHeader("Cookie", kept.cookie())
                            .setHeader("Sallyport-CSRF-Token", kept.csrfToken()));
        }
        return request.build();
    }

    private Optional<String> token() {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv("SALLYPORT_TOKEN"));
        }
        try {
            return Optional.of(Files.readString(tokenFile).strip());
        } catch (IOException e) {
            throw new ApiException(ExitCode.USAGE, "The token file cannot be read: " + e.getMessage());
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client().send(request, handler);
        } catch (IOException e) {
            throw new ApiException(
                    ExitCode.UNREACHABLE,
                    url() + " cannot be reached: " + e.getMessage()
                            + ". Is the address right, and is its certificate trusted (--ca FILE)?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ExitCode.FAILURE, "Interrupted.");
        }
    }

    private HttpClient client() {
        HttpClient client = http;
        if (client == null) {
            client = Trust.client(insecure, trusted().orElse(null));
            http = client;
        }
        return client;
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new ApiException(ExitCode.FAILURE, "The answer is no JSON; is this a Sallyport?");
        }
    }
}
