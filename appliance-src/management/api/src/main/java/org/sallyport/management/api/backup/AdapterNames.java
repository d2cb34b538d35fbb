package org.sallyport.management.api.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.base.problem.Problem;
import org.sallyport.management.api.backup.BackedUp.Adapter;

/**
 * Which adapter of this machine takes the place of each adapter of a backup's settings.
 *
 * @param names by the name in the backup, the name here
 * @param problems why that cannot be
 */
record AdapterNames(Map<String, String> names, List<Problem> problems) {
    /**
     * Takes what an administrator says; for an adapter that he does not name, the one with the same hardware address, else
     * the one of the same name.
     *
     * @param here adapters of this machine; none where it does not know them
     */
    static AdapterNames of(BackedUp backup, List<Adapter> here, Map<String, String> wish) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String name : interfaces(backup.settings())) {
            names.put(name, Optional.ofNullable(wish.get(name)).orElseGet(() -> same(name, backup, here)));
        }
        return new AdapterNames(names, problems(names, here, wish));
    }

    private static String same(String name, BackedUp backup, List<Adapter> here) {
        return backup.adapters().stream()
                .filter(adapter -> adapter.name().equals(name))
                .flatMap(adapter ->
                        here.stream().filter(candidate -> candidate.mac().equalsIgnoreCase(adapter.mac())))
                .map(Adapter::name)
                .findFirst()
                .orElse(name);
    }

    private static List<Problem> problems(Map<String, String> names, List<Adapter> here, Map<String, String> wish) {
        List<Problem> problems = new ArrayList<>();
        wish.keySet().stream()
                .filter(name -> !names.containsKey(name))
                .forEach(name -> problems.add(new Problem(
                        "adapters." + name,
                        String.valueOf(wish.get(name)),
                        "The settings of the backup have no interface " + name + ".",
                        "Name some of " + names.keySet() + ".")));
        List<String> known = here.stream().map(Adapter::name).toList();
        HashSet<String> taken = new HashSet<>();
        names.forEach((from, to) -> {
            if (!taken.add(to)) {
                problems.add(new Problem(
                        "adapters." + from, to, "Another interface has it already.", "Give each its own adapter."));
            } else if (!known.isEmpty() && !known.contains(to)) {
                problems.add(new Problem(
                        "adapters." + from,
                        to,
                        "This machine has no such adapter.",
                        "Say which of " + known + " takes the place of " + from + "."));
            }
        });
        return problems;
    }

    /** The settings with the names of this machine. */
    ObjectNode applyTo(ObjectNode settings) {
        ObjectNode renamed = settings.deepCopy();
        nodes(renamed).forEach(node -> node.put("name", names.getOrDefault(name(node), name(node))));
        return renamed;
    }

    private static List<String> interfaces(ObjectNode settings) {
        return nodes(settings).map(AdapterNames::name).toList();
    }

    private static String name(JsonNode node) {
        return node.path("name").asText();
    }

    private static Stream<ObjectNode> nodes(ObjectNode settings) {
        return settings.path("network")
                .path("interfaces")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }
}
