package org.sallyport.protocol.schema;

import java.util.List;

/**
 * What surrounds the encoding of a generated value: nothing for a type of its own, index and open type for an alternative.
 *
 * @param implemented the interface
 * @param alternative the standard's name, empty when this is no alternative
 * @param before statements before the value's own
 * @param after statements behind them
 */
record Frame(String implemented, String alternative, List<String> before, List<String> after) {
    static Frame none(Scope scope) {
        return new Frame(scope.per("PerValue"), "", List.of(), List.of());
    }

    /** The frame of an alternative of the root (X.691, section 23.6). */
    static Frame root(String choice, String name, int index, int count, boolean extensible) {
        String marker = extensible ? "out.bit(false);" : "";
        return new Frame(
                choice,
                name,
                List.of("out.enter();", marker, "out.index(%d, %d);".formatted(index, count), member(name)),
                List.of("out.leave();"));
    }

    /** The frame of an alternative behind the extension marker (X.691, section 23.8). */
    static Frame addition(String choice, String name, int index) {
        return new Frame(
                choice,
                name,
                List.of(
                        "out.enter();",
                        "out.bit(true);",
                        "out.smallNumber(" + index + ");",
                        member(name),
                        "out.open();"),
                List.of("out.close();", "out.leave();"));
    }

    private static String member(String name) {
        return "out.member(\"" + name + "\");";
    }

    void begin(Source source) {
        before.stream().filter(line -> !line.isEmpty()).forEach(source::line);
    }

    void end(Source source) {
        after.forEach(source::line);
    }

    void describe(Source source) {
        if (!alternative.isEmpty()) {
            source.line("description.alternative(\"%s\");", alternative);
        }
    }
}
