package org.sallyport.core.host.nic.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Entry;

/**
 * What statements from outside make of the adapters. The first that does not contradict itself and names an adapter counts.
 * An adapter that it names but the machine lacks keeps its number free, so that the others are what the host says they are.
 *
 * @param places of the adapters named
 * @param absent numbers named without an adapter
 * @param outcome words on what was used, for the report
 */
record Stated(Map<Adapter, Place> places, Set<Integer> absent, List<Finding> findings, String outcome) {
    /** An appliance has a handful; a larger number is a mistake. */
    static final int HIGHEST_NUMBER = 64;

    static Stated judge(List<Statement> statements, List<Adapter> adapters) {
        List<Finding> findings = new ArrayList<>();
        for (Statement statement : statements) {
            String contradiction = contradiction(statement, adapters);
            if (!contradiction.isEmpty()) {
                findings.add(refused(statement, contradiction));
            } else if (statement.entries().stream()
                    .anyMatch(entry -> adapters.stream().anyMatch(entry::names))) {
                return used(statement, adapters, findings);
            } else if (!statement.entries().isEmpty()) {
                findings.add(refused(statement, "none of the adapters it names is in the machine"));
            }
        }
        return new Stated(Map.of(), Set.of(), findings, "nobody stated which adapter is which");
    }

    private static Stated used(Statement statement, List<Adapter> adapters, List<Finding> findings) {
        Map<Adapter, Place> places = new LinkedHashMap<>();
        Set<Integer> absent = new TreeSet<>();
        positions(statement)
                .forEach((position, entry) -> adapters.stream()
                        .filter(entry::names)
                        .findFirst()
                        .ifPresentOrElse(
                                adapter -> places.put(adapter, place(statement, position, entry, adapter)), () -> {
                                    absent.add(position);
                                    findings.add(absent(statement, position, entry));
                                }));
        return new Stated(
                places, absent, findings, "used: " + statement.source().words());
    }

    /** An administrator's numbers are places; of unit numbers only the order counts. */
    private static Map<Integer, Entry> positions(Statement statement) {
        Map<Integer, Entry> positions = new TreeMap<>();
        List<Entry> ordered = statement.entries().stream()
                .sorted(Comparator.comparingInt(Entry::number))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            Entry entry = ordered.get(i);
            positions.put(statement.source().isExplicit() ? entry.number() - 1 : i, entry);
        }
        return positions;
    }

    private static Place place(Statement statement, int position, Entry entry, Adapter adapter) {
        boolean explicit = statement.source().isExplicit();
        return new Place(
                position,
                adapter,
                explicit ? Witness.STATED : Witness.OVF_ENVIRONMENT,
                "%s: %s %d is %s"
                        .formatted(
                                statement.source().words(),
                                explicit ? "adapter" : "unit",
                                entry.number(),
                                entry.identity()));
    }

    private static String contradiction(Statement statement, List<Adapter> adapters) {
        Map<Integer, Entry> byNumber = new HashMap<>();
        for (Entry entry : statement.entries()) {
            if (statement.source().isExplicit() && (entry.number() < 1 || entry.number() > HIGHEST_NUMBER)) {
                return "there is no adapter " + entry.number();
            }
            if (byNumber.put(entry.number(), entry) != null) {
                return "it names adapter " + entry.number() + " twice";
            }
        }
        for (Adapter adapter : adapters) {
            List<Entry> naming = statement.entries().stream()
                    .filter(entry -> entry.names(adapter))
                    .toList();
            if (naming.size() > 1) {
                return "it gives " + adapter.macText() + " the numbers " + numbers(naming);
            }
        }
        return statement.entries().stream()
                .filter(entry -> adapters.stream().filter(entry::names).count() > 1)
                .map(entry -> "it means two adapters of the machine by " + entry.identity())
                .findFirst()
                .orElse("");
    }

    private static String numbers(List<Entry> entries) {
        return entries.stream().map(entry -> Integer.toString(entry.number())).collect(Collectors.joining(" and "));
    }

    private static Finding refused(Statement statement, String why) {
        return new Finding(
                Finding.Kind.STATEMENT_REFUSED,
                "What %s says of the adapters was not used: %s."
                        .formatted(statement.source().words(), why),
                "Correct it and start anew before the adapters are used, or run: sallyport nic swap.");
    }

    private static Finding absent(Statement statement, int position, Entry entry) {
        return new Finding(
                Finding.Kind.STATED_ABSENT,
                "%s names %s as adapter %d, but the machine has no such adapter; %s%d stays free."
                        .formatted(
                                capitalised(statement.source().words()),
                                entry.identity(),
                                entry.number(),
                                Place.PREFIX,
                                position),
                "Add or connect the adapter, or correct the statement.");
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
