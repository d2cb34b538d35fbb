package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a file that say something, one after the other. */
final class Lines {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    /**
     * One line.
     *
     * @param depth how far it is indented, two spaces a step
     */
    record Line(String file, int number, int depth, String text) {
        List<String> words() {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.add(matcher.group());
            }
            return words;
        }

        SchemaException wrong(String what) {
            return new SchemaException(file + ":" + number, what);
        }
    }

    private static final Line END = new Line("", 0, -1, "");

    private final String file;
    private final List<Line> lines = new ArrayList<>();
    private int at;

    Lines(String file, List<String> raw) {
        this.file = file;
        for (int i = 0; i < raw.size(); i++) {
            String text = raw.get(i).strip();
            boolean comment = text.startsWith("#") && i > 0;
            if (!text.isEmpty() && !comment) {
                int indent = raw.get(i).indexOf(text);
                Line line = new Line(file, i + 1, indent / 2, text);
                if (indent % 2 != 0) {
                    throw line.wrong("indented by " + indent + " spaces; steps are of two");
                }
                lines.add(line);
            }
        }
    }

    String file() {
        return file;
    }

    boolean more() {
        return at < lines.size();
    }

    /** The next line, which stays next; one of depth -1 at the end. */
    Line peek() {
        return more() ? lines.get(at) : END;
    }

    Line next() {
        if (!more()) {
            throw new NoSuchElementException(file + " ends too early");
        }
        return lines.get(at++);
    }
}
