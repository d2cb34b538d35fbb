package org.sallyport.management.cli;

import static org.sallyport.management.cli.Printer.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.sallyport.base.json.Json;

/** The settings that the caller edits, as commands change and commit them. */
final class Candidate {
    static final String PATH = "/settings/candidate";

    private final Connection connection;

    Candidate(Connection connection) {
        this.connection = connection;
    }

    JsonNode document() {
        return connection.get(PATH).path("document");
    }

    /** Changes it by a merge patch (RFC 7396); its problems. */
    JsonNode patch(ObjectNode patch) {
        return connection.send("PATCH", PATH, patch, ifMatch()).body().path("problems");
    }

    /** Puts it into force; the revision. */
    JsonNode commit(Map<String, Object> wish) {
        return connection.send("POST", "/settings/commit", wish, ifMatch()).body();
    }

    private Map<String, String> ifMatch() {
        return Map.of(
                "If-Match", connection.send("GET", PATH, null, Map.of()).etag().orElse("*"));
    }

    /** A key and its value, as typed. */
    record Assignment(String key, String value) {
        static Assignment of(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new ApiException(ExitCode.USAGE, "Write PATH=VALUE, not " + text + ".");
            }
            return new Assignment(text.substring(0, equals), text.substring(equals + 1));
        }

        /** The value as JSON, or else as text. */
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(value);
            } catch (JsonProcessingException e) {
                return TextNode.valueOf(value);
            }
        }

        /** The same, with text that has commas as a list. */
        JsonNode jsonOrList() {
            JsonNode json = json();
            if (!json.isTextual() || value.indexOf(',') < 0) {
                return json;
            }
            ArrayNode list = Json.MAPPER.createArrayNode();
            for (String part : value.split(",", -1)) {
                list.add(part.strip());
            }
            return list;
        }
    }

    /** Prints problems; the exit status that they mean. */
    static int verdict(Printer printer, JsonNode problems) {
        if (problems.isEmpty()) {
            return ExitCode.OK;
        }
        printer.rows(
                problems,
                column("PATH", "/path"),
                column("VALUE", "/value"),
                column("PROBLEM", "/detail"),
                column("REMEDY", "/remedy"));
        return ExitCode.INVALID_INPUT;
    }
}
