package org.sallyport.management.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sallyport.base.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints answers: as tables for people, as JSON or YAML for programs. */
final class Printer {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();
    private static final int WIDEST = 60;

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Format format = Format.table;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** The forms; lower case, as they are typed. */
    enum Format {
        table,
        json,
        yaml
    }

    /** Heading of a column, and where its value is (RFC 6901). */
    record Column(String heading, String pointer) {}

    static Column column(String heading, String pointer) {
        return new Column(heading, pointer);
    }

    /** A list of rows. */
    void rows(JsonNode rows, Column... columns) {
        if (format == Format.table) {
            table(rows, columns);
        } else {
            document(rows);
        }
    }

    /** One document; as a table, a line a value. */
    void document(JsonNode node) {
        try {
            switch (format) {
                case json -> say(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node));
                case yaml -> say(YAML.writeValueAsString(node).stripTrailing());
                case table -> values("", node);
            }
        } catch (JsonProcessingException e) {
            throw new ApiException(ExitCode.FAILURE, "The answer cannot be printed: " + e.getOriginalMessage());
        }
    }

    /** Whether it is for people. */
    boolean isTable() {
        return format == Format.table;
    }

    /** A line with values from the system, which must not drive the terminal. */
    void line(String form, Object... values) {
        say(form.formatted(Arrays.stream(values)
                .map(value -> value instanceof JsonNode node ? node.asText() : value)
                .map(value -> String.valueOf(value).replaceAll("\\p{Cntrl}", "."))
                .toArray()));
    }

    /** A line of text. */
    void say(String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void table(JsonNode rows, Column... columns) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(Arrays.stream(columns).map(Column::heading).toList());
        for (JsonNode row : rows) {
            cells.add(IntStream.range(0, columns.length)
                    .mapToObj(i -> cell(row.at(columns[i].pointer()), i == columns.length - 1))
                    .toList());
        }
        int[] widths = new int[columns.length];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        cells.forEach(line -> say(line(line, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(" ", widths[i] - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }

    /** What peers chose must not drive the terminal. Only the last column may be as long as it likes. */
    private static String cell(JsonNode value, boolean last) {
        String safe = text(value).replaceAll("\\p{Cntrl}", ".");
        return last || safe.length() <= WIDEST ? safe : safe.substring(0, WIDEST - 1) + "…";
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode() || (value.isArray() && value.isEmpty())) {
            return "-";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            return value.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private void values(String path, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                values(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue());
            }
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                values(path + "[" + i + "]", node.get(i));
            }
        } else if (!node.isMissingNode()) {
            String name = path.isEmpty() ? "" : path + " = ";
            say(name + (node.isArray() ? "[]" : node.asText().replaceAll("[\\p{Cntrl}&&[^\\r\\n]]", ".")));
        }
    }
}
