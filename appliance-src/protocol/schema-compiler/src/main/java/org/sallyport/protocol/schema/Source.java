package org.sallyport.protocol.schema;

/** Java text being written, indented by its braces. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private String prefix = "";

    /** One line, in which the values stand for %s and %d; braces at its ends set the depth of the next ones. */
    Source line(String pattern, Object... values) {
        String line = filled(pattern, values);
        if (line.startsWith("}")) {
            depth--;
        }
        text.append(line.isEmpty() ? "" : "    ".repeat(depth))
                .append(prefix)
                .append(line)
                .append('\n');
        prefix = "";
        if (line.endsWith("{")) {
            depth++;
        }
        return this;
    }

    private static String filled(String pattern, Object... values) {
        StringBuilder filled = new StringBuilder(pattern);
        int at = 0;
        for (Object value : values) {
            at = filled.indexOf("%", at);
            String text = String.valueOf(value);
            filled.replace(at, at + 2, text);
            at += text.length();
        }
        return filled.toString();
    }

    /** What the next line begins with. */
    void prefix(String words) {
        prefix = words;
    }

    /** How many braces are open. */
    int depth() {
        return depth;
    }

    /** An empty line, but not after another or after an opening brace. */
    Source gap() {
        int length = text.length();
        String end = text.substring(Math.max(0, length - 2));
        boolean needless = end.equals("\n\n") || end.equals("{\n");
        return needless ? this : line("");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
