package org.sallyport.management.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the route of a path. A literal segment goes before a name in braces. */
final class RouteTable {
    private final List<Entry> entries = new ArrayList<>();

    RouteTable(List<Route> routes) {
        routes.forEach(route -> entries.add(new Entry(route, segments(route.fullPath()))));
        entries.sort((a, b) -> Long.compare(a.names(), b.names()));
    }

    /** What a path leads to. */
    sealed interface Match {
        record Found(Route route, Map<String, String> parameters) implements Match {}

        record OtherMethods(Set<String> allowed) implements Match {}

        record Unknown() implements Match {}
    }

    Match match(String method, List<String> path) {
        Set<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            Map<String, String> parameters = entry.match(path);
            if (parameters == null) {
                continue;
            }
            if (entry.route.method().name().equals(method)) {
                return new Match.Found(entry.route, parameters);
            }
            allowed.add(entry.route.method().name());
        }
        return allowed.isEmpty() ? new Match.Unknown() : new Match.OtherMethods(allowed);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private record Entry(Route route, List<String> template) {
        long names() {
            return template.stream().filter(Entry::isName).count();
        }

        @Nullable
        Map<String, String> match(List<String> path) {
            if (path.size() != template.size()) {
                return null;
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String expected = template.get(i);
                if (isName(expected)) {
                    parameters.put(expected.substring(1, expected.length() - 1), path.get(i));
                } else if (!expected.equals(path.get(i))) {
                    return null;
                }
            }
            return parameters;
        }

        private static boolean isName(String segment) {
            return segment.startsWith("{");
        }
    }
}
