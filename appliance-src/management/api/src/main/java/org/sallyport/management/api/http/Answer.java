package org.sallyport.management.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.base.json.Json;

/** What a request is answered with. */
public sealed interface Answer {
    int status();

    Map<String, String> headers();

    /** An answer that is known whole. */
    final class Whole implements Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] octets;

        Whole(int status, Map<String, String> headers, byte[] octets) {
            this.status = status;
            this.headers = headers;
            this.octets = octets;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        byte[] octets() {
            return octets;
        }
    }

    /** An answer written as it comes; it ends when the writer returns. */
    record Streamed(int status, Map<String, String> headers, Writer writer) implements Answer {}

    /** Writes a body; an IOException means that the client is gone. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    /** 200 with a JSON body. */
    static Answer json(Object body) {
        return json(200, body);
    }

    static Answer json(int status, Object body) {
        return text(status, "application/json", Json.write(body));
    }

    /** A body of text; the type gets {@code charset=utf-8} where it takes one. */
    static Answer text(int status, String contentType, String body) {
        String type = contentType.startsWith("text/") ? contentType + "; charset=utf-8" : contentType;
        return new Whole(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
    }

    /** 201 with the place of what was made. */
    static Answer created(String location, Object body) {
        return json(201, body).with("Location", location);
    }

    /** 202: the operation goes on at its place. */
    static Answer started(String location, Object body) {
        return json(202, body).with("Location", location);
    }

    /** An answer that is its status alone. */
    static Answer empty(int status) {
        return new Whole(status, Map.of(), new byte[0]);
    }

    /** The same with one header more. */
    default Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers());
        more.put(name, value);
        return switch (this) {
            case Whole whole -> new Whole(whole.status, more, whole.octets);
            case Streamed streamed -> new Streamed(streamed.status, more, streamed.writer);
        };
    }
}
