package org.sallyport.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sallyport.base.json.Json;

/**
 * The figures, printed and kept as JSON lines.
 *
 * @param results file that lines are appended to
 */
public record Report(Path results) {
    /** Figures of one measurement. */
    public void figures(String what, Map<String, ?> figures) throws IOException {
        String shown = figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + shown(figure.getValue()))
                .collect(Collectors.joining(", "));
        System.out.printf(Locale.ROOT, "%-44s %s%n", what, shown);
        write(what, figures);
    }

    /** One figure measured several times: its median and how far it spread. */
    public void spread(String what, List<Double> measured) throws IOException {
        List<Double> sorted = measured.stream().sorted().toList();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median", sorted.get(sorted.size() / 2));
        figures.put("least", sorted.getFirst());
        figures.put("most", sorted.getLast());
        figures.put("measured", sorted.size());
        figures(what, figures);
    }

    /** One figure beside another that was measured in the same rounds. */
    public void ratio(String what, List<Double> one, List<Double> other) throws IOException {
        spread(
                what,
                IntStream.range(0, one.size())
                        .mapToObj(round -> one.get(round) / other.get(round))
                        .toList());
    }

    private static String shown(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number)
                : value.toString();
    }

    private void write(String what, Map<String, ?> figures) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", what);
        line.put("figures", figures);
        Files.writeString(results, Json.write(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
