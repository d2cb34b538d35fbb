package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The head of a file of the notation: the package that its types go into, the standard, the packages that it takes names from.
 *
 * @param name of the file
 * @param title the comment of its first line
 */
record SchemaFile(String name, String title, String packageName, List<String> uses) {
    static final String ROOT = "org.sallyport.protocol.h323";

    String javaPackage() {
        return ROOT + "." + packageName;
    }

    /** The standard alone, of a title such as "H.245 version 15: logical channels". */
    String standard() {
        return title.split(":", 2)[0];
    }

    /** Reads the head and leaves the reader at the first definition. */
    static SchemaFile read(Lines lines) {
        Lines.Line first = lines.next();
        if (!first.text().startsWith("# ")) {
            throw first.wrong("the first line must be \"# \" and the name of the standard");
        }
        List<String> head = lines.next().words();
        if (head.size() != 2 || !head.getFirst().equals("package")) {
            throw first.wrong("the second line must be \"package\" and a name");
        }
        List<String> uses = new ArrayList<>();
        if (lines.peek().text().startsWith("uses ")) {
            List<String> words = lines.next().words();
            uses.addAll(words.subList(1, words.size()));
        }
        return new SchemaFile(lines.file(), first.text().substring(2), head.get(1), List.copyOf(uses));
    }
}
