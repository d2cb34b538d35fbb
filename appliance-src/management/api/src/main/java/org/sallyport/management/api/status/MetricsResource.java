package org.sallyport.management.api.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.management.api.access.Role;
import org.sallyport.management.api.http.Answer;
import org.sallyport.management.api.http.Method;
import org.sallyport.management.api.http.Route;

/**
 * The metrics of both processes in one exposition: each sample gets the label {@code process}, each family stands once.
 * Scrapers send an API token.
 */
public final class MetricsResource {
    private final Metrics own;
    private final DirectorControl director;

    public MetricsResource(Metrics own, DirectorControl director) {
        this.own = own;
        this.director = director;
    }

    public List<Route> routes() {
        return List.of(new Route(
                "getMetrics",
                Method.GET,
                "/metrics",
                true,
                Set.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR),
                null,
                _ -> Answer.text(200, "text/plain; version=0.0.4", exposition())));
    }

    private String exposition() {
        Map<String, StringBuilder> families = new LinkedHashMap<>();
        collect("manager", own.exposition(), families);
        boolean up = true;
        try {
            collect("director", director.metrics(), families);
        } catch (ControlException e) {
            up = false;
        }
        StringBuilder out = new StringBuilder(8192);
        families.values().forEach(out::append);
        out.append("# HELP sallyport_director_up Whether the director answers the manager.\n")
                .append("# TYPE sallyport_director_up gauge\n")
                .append("sallyport_director_up{process=\"manager\"} ")
                .append(up ? '1' : '0')
                .append('\n');
        return out.toString();
    }

    private static void collect(String process, String exposition, Map<String, StringBuilder> families) {
        StringBuilder family = new StringBuilder();
        boolean known = false;
        for (String line : exposition.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                String name = line.split(" ", 4)[2];
                known = families.containsKey(name);
                family = families.computeIfAbsent(name, _ -> new StringBuilder());
            }
            if (!line.startsWith("#")) {
                family.append(labelled(line, process)).append('\n');
            } else if (!known) {
                family.append(line).append('\n');
            }
        }
    }

    private static String labelled(String sample, String process) {
        String label = "process=\"" + process + "\"";
        int brace = sample.indexOf('{');
        int space = sample.indexOf(' ');
        return brace >= 0 && brace < space
                ? sample.substring(0, brace + 1) + label + "," + sample.substring(brace + 1)
                : sample.substring(0, space) + "{" + label + "}" + sample.substring(space);
    }
}
