package org.sallyport.core.telemetry.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How often values fell under each of a few bounds. Thread-safe. */
public final class Histogram {
    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    Histogram(double[] bounds) {
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    public void record(double value) {
        int slot = 0;
        while (slot < bounds.length && value > bounds[slot]) {
            slot++;
        }
        counts[slot].increment();
        sum.add(value);
    }

    void write(String name, String labels, StringBuilder out) {
        String prefix = labels.isEmpty() ? "" : labels + ",";
        long cumulative = 0;
        for (int i = 0; i < counts.length; i++) {
            cumulative += counts[i].sum();
            String bound = i < bounds.length ? Metrics.number(bounds[i]) : "+Inf";
            out.append(name)
                    .append("_bucket{")
                    .append(prefix)
                    .append("le=\"")
                    .append(bound)
                    .append("\"} ");
            out.append(cumulative).append('\n');
        }
        String suffix = labels.isEmpty() ? " " : "{" + labels + "} ";
        out.append(name)
                .append("_sum")
                .append(suffix)
                .append(Metrics.number(sum.sum()))
                .append('\n');
        out.append(name).append("_count").append(suffix).append(cumulative).append('\n');
    }
}
