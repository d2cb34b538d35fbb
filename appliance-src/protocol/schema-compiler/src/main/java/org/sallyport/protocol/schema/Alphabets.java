package org.sallyport.protocol.schema;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The permitted alphabets of a package, each once in a class of that package. */
final class Alphabets {
    private final Set<String> permitted = new TreeSet<>();

    /** The constant for an alphabet, named after how many characters it has and their hash. */
    static String constant(String permitted) {
        return "OF_" + permitted.length() + "_"
                + Integer.toHexString(permitted.hashCode()).toUpperCase(Locale.ROOT);
    }

    void collect(Type type) {
        switch (type) {
            case Type.CharacterString string -> {
                if (string.permitted() != null) {
                    permitted.add(string.permitted());
                }
            }
            case Type.Sequence sequence -> {
                sequence.root().forEach(member -> collect(member.type()));
                sequence.additions().forEach(member -> collect(member.type()));
            }
            case Type.Choice choice -> {
                choice.root().forEach(member -> collect(member.type()));
                choice.additions().forEach(member -> collect(member.type()));
            }
            case Type.ListOf list -> collect(list.element());
            default -> {}
        }
    }

    boolean isEmpty() {
        return permitted.isEmpty();
    }

    /** The Java file. */
    String source(SchemaFile file) {
        Source source = new Source();
        source.line("package %s;", file.javaPackage());
        source.gap();
        source.line("import %s.Alphabet;", Scope.PER);
        source.gap();
        source.line("/** The permitted alphabets of this package. */");
        source.line("final class Alphabets {");
        for (String characters : permitted) {
            source.line("static final Alphabet %s = Alphabet.of(\"%s\");", constant(characters), characters);
        }
        source.gap();
        source.line("private Alphabets() {}");
        source.line("}");
        return source.toString();
    }
}
