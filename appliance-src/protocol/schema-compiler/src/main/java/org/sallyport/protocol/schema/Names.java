package org.sallyport.protocol.schema;

import java.util.Set;

/** Java names for those of the standards. */
final class Names {
    /** Words that Java keeps for itself, and methods that every object or generated type has. */
    private static final Set<String> TAKEN = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "_",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "builder",
            "decode",
            "describe",
            "encode",
            "rewriteMembers",
            "toBuilder");

    private Names() {}

    /** {@code h323-uu-pdu} becomes h323UuPdu; a word that is taken gets an underscore behind it. */
    static String member(String name) {
        String joined = joined(name);
        return TAKEN.contains(joined) ? joined + "_" : joined;
    }

    /** {@code Setup-UUIE} becomes SetupUUIE, {@code ipAddress} IpAddress. */
    static String type(String name) {
        String joined = joined(name);
        return Character.toUpperCase(joined.charAt(0)) + joined.substring(1);
    }

    private static String joined(String name) {
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '-') {
                first = true;
            } else {
                joined.append(first && !joined.isEmpty() ? Character.toUpperCase(c) : c);
                first = false;
            }
        }
        return joined.toString();
    }
}
