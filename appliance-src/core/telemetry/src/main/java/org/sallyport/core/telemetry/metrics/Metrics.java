package org.sallyport.core.telemetry.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The metrics of one process. Families are named {@code sallyport_<subject>_<unit>[_total]}; labels take few values
 * (a reason, a side, a transport), never an address or an identifier.
 */
public final class Metrics {
    private final Map<String, Family> families = new ConcurrentSkipListMap<>();

    /** The counter of a family with a set of labels; made at the first call, the same one afterwards. */
    public Counter counter(String name, String help, String... labels) {
        Family family = families.computeIfAbsent(name, _ -> new Family("counter", help));
        return family.counters.computeIfAbsent(labelText(labels), _ -> new Counter());
    }

    /** A gauge that is read when asked for. */
    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        families.computeIfAbsent(name, _ -> new Family("gauge", help)).gauges.put(labelText(labels), value);
    }

    /** A family of gauges whose label values are found when asked for, such as live objects by type. */
    public void gauges(String name, String help, String label, Supplier<Map<String, ? extends Number>> values) {
        families.computeIfAbsent(name, _ -> new Family("gauge", help)).groups.put(label, values);
    }

    /** The histogram of a family with a set of labels; bounds in the unit of its name, ascending. */
    public Histogram histogram(String name, String help, double[] bounds, String... labels) {
        Family family = families.computeIfAbsent(name, _ -> new Family("histogram", help));
        return family.histograms.computeIfAbsent(labelText(labels), _ -> new Histogram(bounds));
    }

    /** All of it in the Prometheus text exposition format 0.0.4. */
    public String exposition() {
        StringBuilder out = new StringBuilder(4096);
        families.forEach((name, family) -> family.write(name, out));
        return out.toString();
    }

    private static String labelText(String... labels) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("labels come in pairs of name and value");
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            ordered.put(labels[i], labels[i + 1]);
        }
        StringBuilder text = new StringBuilder();
        ordered.forEach((name, value) -> appendLabel(text, name, value));
        return text.toString();
    }

    private static void appendLabel(StringBuilder text, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        text.append(text.isEmpty() ? "" : ",")
                .append(name)
                .append("=\"")
                .append(escaped)
                .append('"');
    }

    private static final class Family {
        private final String type;
        private final String help;
        private final Map<String, Counter> counters = new ConcurrentHashMap<>();
        private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
        private final Map<String, Supplier<Map<String, ? extends Number>>> groups = new ConcurrentHashMap<>();
        private final Map<String, Histogram> histograms = new ConcurrentHashMap<>();

        Family(String type, String help) {
            this.type = type;
            this.help = help;
        }

        void write(String name, StringBuilder out) {
            out.append("# HELP ").append(name).append(' ').append(help).append('\n');
            out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
            new TreeMap<>(counters).forEach((labels, counter) -> line(out, name, labels, (double) counter.value()));
            new TreeMap<>(gauges).forEach((labels, gauge) -> line(out, name, labels, gauge.getAsDouble()));
            groups.forEach((label, values) -> values.get().forEach((value, number) -> {
                StringBuilder labels = new StringBuilder();
                appendLabel(labels, label, value);
                line(out, name, labels.toString(), number.doubleValue());
            }));
            new TreeMap<>(histograms).forEach((labels, histogram) -> histogram.write(name, labels, out));
        }

        private static void line(StringBuilder out, String name, String labels, double value) {
            out.append(name);
            if (!labels.isEmpty()) {
                out.append('{').append(labels).append('}');
            }
            out.append(' ').append(number(value)).append('\n');
        }
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
