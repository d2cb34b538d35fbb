package org.sallyport.management.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The console's files, from the class path. Files below {@code assets/} carry a hash in their names and may be kept for
 * ever; the page itself is asked for each time. Paths that are no file belong to the console's own routes and get the page.
 */
final class ConsoleFiles {
    private static final String FOLDER = "/console/";
    private static final String PAGE = "index.html";
    private static final Pattern SAFE_SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    Answer answer(Incoming request) {
        List<String> path = request.path();
        if (path.getFirst().equals("api")
                || !(request.method().equals("GET") || request.method().equals("HEAD"))) {
            return missing();
        }
        String file = String.join("/", path);
        if (path.stream().allMatch(segment -> SAFE_SEGMENT.matcher(segment).matches()) && file.contains(".")) {
            return file(file, request).orElseGet(ConsoleFiles::missing);
        }
        return file(PAGE, request).orElseGet(ConsoleFiles::missing);
    }

    private static Answer missing() {
        return ProblemException.notFound("There is nothing at this address.").answer();
    }

    private static Optional<Answer> file(String name, Incoming request) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("Vary", "Accept-Encoding");
        String accepted = request.header("Accept-Encoding").orElse("");
        return compressed(name, accepted, "br", ".br", headers)
                .or(() -> compressed(name, accepted, "gzip", ".gz", headers))
                .or(() -> read(name).map(octets -> new Answer.Whole(200, headers, octets)));
    }

    private static Optional<Answer> compressed(
            String name, String accepted, String coding, String suffix, Map<String, String> headers) {
        if (!accepted.contains(coding)) {
            return Optional.empty();
        }
        return read(name + suffix)
                .map(octets -> new Answer.Whole(200, headers, octets).with("Content-Encoding", coding));
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
