package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sallyport.base.json.Json;

/** Lists that come in pages. */
record Pages(Connection connection) {

    /** The items of all pages, or as many as wanted. Parameters without value are left out. */
    ArrayNode all(String path, Map<String, String> parameters, int limit) {
        StringBuilder query = new StringBuilder("?pageSize=").append(Math.min(limit, 500));
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append('&').append(name).append('=').append(encode(value));
            }
        });
        ArrayNode items = Json.MAPPER.createArrayNode();
        String token = "";
        do {
            JsonNode page = connection.get(path + query + (token.isEmpty() ? "" : "&pageToken=" + encode(token)));
            for (JsonNode item : page.path("items")) {
                if (items.size() < limit) {
                    items.add(item);
                }
            }
            token = page.path("nextPageToken").asText("");
        } while (!token.isEmpty() && !token.equals("null") && items.size() < limit);
        return items;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
