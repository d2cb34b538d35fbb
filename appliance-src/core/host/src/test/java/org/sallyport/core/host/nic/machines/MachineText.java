package org.sallyport.core.host.nic.machines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.inventory.Statement;
import org.sallyport.core.host.nic.inventory.Statement.Entry;
import org.sallyport.core.host.nic.inventory.Statement.Source;

/**
 * A machine of the files {@code nic/*.machines}; their README says what the lines mean.
 *
 * @param lines first words and rest of what makes the machine
 * @param expected address or path, and witness, by name
 */
public record MachineText(
        String name,
        List<List<String>> lines,
        List<Statement> statements,
        Map<String, Expected> expected,
        Set<String> passed,
        Set<String> findings) {

    /** The adapter that must have a name, and what must have decided it. */
    public record Expected(String identity, String witness) {}

    @Override
    public String toString() {
        return name;
    }

    /** The adapters among the lines. */
    public List<List<String>> adapters() {
        return lines.stream().filter(line -> line.getFirst().equals("nic")).toList();
    }

    /** The same machine with other lines. */
    public MachineText with(List<List<String>> others) {
        return new MachineText(name, others, statements, expected, passed, findings);
    }

    /** A machine by its name. */
    public static MachineText named(String file, String name) {
        return read(file).stream()
                .filter(machine -> machine.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All machines of the given files. */
    public static List<MachineText> all() {
        List<MachineText> machines = new ArrayList<>();
        for (String file : List.of("vsphere", "hyper-v", "kvm", "servers", "odd")) {
            machines.addAll(read(file));
        }
        return machines;
    }

    private static List<MachineText> read(String file) {
        String resource = "/nic/" + file + ".machines";
        try (InputStream stream = Objects.requireNonNull(MachineText.class.getResourceAsStream(resource), resource)) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*$", "");
            return Arrays.stream(text.split("(?m)^machine ", -1))
                    .skip(1)
                    .map(MachineText::parse)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MachineText parse(String text) {
        List<String> rows =
                text.lines().map(String::strip).filter(row -> !row.isEmpty()).toList();
        List<List<String>> lines = new ArrayList<>();
        Map<Source, List<Entry>> said = new EnumMap<>(Source.class);
        Map<String, Expected> expected = new TreeMap<>();
        Set<String> passed = new TreeSet<>();
        Set<String> findings = new TreeSet<>();
        for (String row : rows.subList(1, rows.size())) {
            List<String> words = List.of(row.split(" +", -1));
            String first = words.getFirst();
            if (first.matches("eth\\d+")) {
                expected.put(first, new Expected(words.get(1), words.get(2)));
            } else if (first.equals("passed")) {
                passed.addAll(words.subList(1, words.size()));
            } else if (first.equals("finding")) {
                findings.addAll(words.subList(1, words.size()));
            } else if (first.equals("said")) {
                said.computeIfAbsent(Source.valueOf(words.get(1)), _ -> new ArrayList<>())
                        .add(new Entry(Integer.parseInt(words.get(2)), words.get(3)));
            } else {
                lines.add(words);
            }
        }
        return new MachineText(rows.getFirst(), lines, statements(said), expected, passed, findings);
    }

    private static List<Statement> statements(Map<Source, List<Entry>> said) {
        return said.entrySet().stream()
                .map(entry -> new Statement(entry.getKey(), entry.getValue()))
                .collect(Collectors.toList());
    }
}
