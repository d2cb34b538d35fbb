package org.sallyport.management.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** openapi.yaml, to check answers against. */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final SchemaLocation LOCATION = SchemaLocation.of("https://contract.invalid/openapi");

    private final JsonNode document = read();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(LOCATION.getAbsoluteIri().toString(), document.toString()))));

    /** An operation of the contract. */
    record Operation(String id, String method, String path, Set<String> roles, JsonNode responses) {
        /** Whether a request is one of its. */
        boolean fits(String requestMethod, String requestPath) {
            return method.equals(requestMethod) && Pattern.matches(path.replaceAll("\\{[^}]+}", "[^/]+"), requestPath);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(operation(path.getKey(), path.getValue(), method))));
        return operations;
    }

    private static Operation operation(String path, JsonNode item, Map.Entry<String, JsonNode> method) {
        JsonNode operation = method.getValue();
        Set<String> roles = new TreeSet<>();
        operation.get("x-roles").forEach(role -> roles.add(role.textValue()));
        String full = item.has("servers") ? path : "/api/v1" + path;
        return new Operation(
                operation.get("operationId").textValue(),
                method.getKey().toUpperCase(Locale.ROOT),
                full,
                roles,
                operation.get("responses"));
    }

    /** What is wrong with an answer to a request; nothing when it keeps the contract. */
    List<String> violations(String method, String path, int status, String contentType, String body) {
        List<Operation> found = operations().stream()
                .filter(operation -> operation.fits(method, path))
                .sorted((a, b) ->
                        Boolean.compare(a.path().contains("{"), b.path().contains("{")))
                .toList();
        if (found.isEmpty()) {
            return List.of("no operation " + method + " " + path);
        }
        JsonNode responses = found.getFirst().responses();
        JsonNode response = resolve(responses.path(Integer.toString(status)));
        if (response.isMissingNode()) {
            response = resolve(responses.path("default"));
        }
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not in the contract");
        }
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() ? List.of() : List.of("a body where none is said");
        }
        JsonNode schema = content.path(contentType).path("schema");
        if (schema.isMissingNode()) {
            return List.of("content type " + contentType + " is not in the contract");
        }
        return contentType.endsWith("json") ? violations(schema, body) : List.of();
    }

    private List<String> violations(JsonNode schema, String body) {
        String reference = schema.get("$ref").textValue();
        JsonSchema compiled = schemas.getSchema(
                SchemaLocation.of(LOCATION + reference),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        return compiled.validate(body, InputFormat.JSON).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private static JsonNode read() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
