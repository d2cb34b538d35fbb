package org.sallyport.base.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit. */
public final class Wrapping {
    private Wrapping() {}

    /**
     * The lines of a text, broken at blanks; a word that is longer than a line is broken anywhere.
     *
     * @param columns of a line, more than {@code indent}
     * @param indent blanks before each line but the first
     */
    public static List<String> lines(String text, int columns, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text.stripTrailing();
        while (rest.length() > columns) {
            int from = lines.isEmpty() ? 0 : indent;
            int at = rest.lastIndexOf(' ', columns);
            int end = at > from ? at : columns;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(indent) + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
