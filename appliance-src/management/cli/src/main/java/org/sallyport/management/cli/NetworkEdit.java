package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.management.cli.Candidate.Assignment;

/**
 * Turns assignments such as {@code eth0.ipv4=192.0.2.10/24}, {@code hostname=gate} or {@code routes=10.0.0.0/8 via 10.1.0.1}
 * into a merge patch of the section {@code network}. Lists change as a whole, so the interfaces are taken from the settings
 * that are being edited.
 */
final class NetworkEdit {
    private static final Pattern OF_INTERFACE = Pattern.compile("(eth\\d+)(?:\\.([a-z0-9-]+))?");
    private static final Pattern ROUTE = Pattern.compile("\\s*(\\S+)\\s+via\\s+(\\S+)\\s*");

    private final ArrayNode interfaces = Json.MAPPER.createArrayNode();
    private final ObjectNode network = Json.MAPPER.createObjectNode();

    private NetworkEdit(JsonNode document) {
        document.path("network").path("interfaces").forEach(nic -> interfaces.add(nic.deepCopy()));
    }

    /** The patch that assignments mean for a document. */
    static ObjectNode patch(JsonNode document, List<String> assignments) {
        NetworkEdit edit = new NetworkEdit(document);
        assignments.stream().map(Assignment::of).forEach(edit::apply);
        ObjectNode patch = Json.MAPPER.createObjectNode();
        patch.set("network", edit.network);
        return patch;
    }

    private void apply(Assignment assignment) {
        Matcher matcher = OF_INTERFACE.matcher(assignment.key());
        if (matcher.matches()) {
            applyTo(matcher.group(1), matcher.group(2), assignment);
            network.set("interfaces", interfaces);
        } else if (assignment.key().equals("routes") && assignment.value().contains(" via ")) {
            network.set("routes", routes(assignment.value()));
        } else {
            ObjectNode section = network;
            String[] keys = assignment.key().split("\\.", -1);
            for (int i = 0; i < keys.length - 1; i++) {
                section = section.withObjectProperty(keys[i]);
            }
            section.set(keys[keys.length - 1], assignment.jsonOrList());
        }
    }

    private void applyTo(String name, @Nullable String key, Assignment assignment) {
        if (key == null) {
            if (!assignment.json().isNull()) {
                throw new ApiException(
                        ExitCode.USAGE, "Write " + name + ".KEY=VALUE, or " + name + "=null to leave it unused.");
            }
            interfaces.removeIf(nic -> nic.path("name").asText().equals(name));
            return;
        }
        JsonNode value = assignment.jsonOrList();
        if (value.isNull()) {
            named(name).remove(key);
        } else {
            named(name).set(key, value);
        }
    }

    private ObjectNode named(String name) {
        for (JsonNode nic : interfaces) {
            if (nic instanceof ObjectNode object && nic.path("name").asText().equals(name)) {
                return object;
            }
        }
        return interfaces.addObject().put("name", name);
    }

    private static ArrayNode routes(String text) {
        ArrayNode routes = Json.MAPPER.createArrayNode();
        for (String route : text.split(",", -1)) {
            Matcher matcher = ROUTE.matcher(route);
            if (!matcher.matches()) {
                throw new ApiException(ExitCode.USAGE, "Write routes as SUBNET via ROUTER, not " + route + ".");
            }
            routes.addObject().put("to", matcher.group(1)).put("via", matcher.group(2));
        }
        return routes;
    }
}
