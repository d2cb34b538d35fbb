package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the type of an enumeration: an enum, within an interface when the items may become more. */
final class EnumerationCode {
    private final Scope scope;
    private final Source source;
    private final String javaName;
    private final Type.Enumeration enumeration;

    EnumerationCode(Declarations declarations, String javaName, Type.Enumeration enumeration) {
        this.scope = declarations.scope();
        this.source = declarations.source();
        this.javaName = javaName;
        this.enumeration = enumeration;
    }

    void write(List<String> constants) {
        source.line("sealed interface %s extends %s {", javaName, scope.per("PerValue"));
        constants.forEach(source::line);
        decode();
        items();
        if (enumeration.extensible()) {
            unknown();
        }
        source.line("}");
    }

    private void decode() {
        source.gap();
        source.line("/** Reads one; throws {@link %s.PerException} when there is none. */", Scope.PER);
        source.line("static %s decode(%s in) {", javaName, scope.per("PerReader"));
        if (enumeration.extensible()) {
            source.line("if (in.bit()) {");
            source.line("int index = in.smallNumber();");
            source.line("return switch (index) {");
            cases(enumeration.additions());
            source.line("default -> new Unknown(index);");
            source.line("};");
            source.line("}");
        }
        source.line("return switch (in.index(%d)) {", enumeration.root().size());
        cases(enumeration.root());
        source.line("default -> throw new IllegalStateException(\"an index beyond those that were asked for\");");
        source.line("};");
        source.line("}");
    }

    private void cases(List<String> items) {
        for (int i = 0; i < items.size(); i++) {
            source.line("case %d -> Bare.%s;", i, Names.member(items.get(i)));
        }
    }

    private void items() {
        List<String> constants = new ArrayList<>();
        for (int i = 0; i < enumeration.root().size(); i++) {
            constants.add(constant(enumeration.root().get(i), i, false));
        }
        for (int i = 0; i < enumeration.additions().size(); i++) {
            constants.add(constant(enumeration.additions().get(i), i, true));
        }
        source.gap();
        source.line("/** The items. */");
        source.line("enum Bare implements %s {", javaName);
        source.line("%s;", constants.stream().collect(Collectors.joining(", ")));
        source.gap();
        constantFields(source, scope);
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        if (enumeration.extensible()) {
            source.line("out.bit(addition);");
            source.line("if (addition) {");
            source.line("out.smallNumber(index);");
            source.line("return;");
            source.line("}");
        }
        source.line("out.index(index, %d);", enumeration.root().size());
        source.line("}");
        source.gap();
        describe(source, scope);
        source.line("}");
    }

    private static String constant(String item, int index, boolean addition) {
        return "%s(\"%s\", %d, %b)".formatted(Names.member(item), item, index, addition);
    }

    private void unknown() {
        source.gap();
        source.line("/** An item behind the extension marker that the schema does not know. */");
        source.line("record Unknown(int index) implements %s {", javaName);
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        source.line("out.bit(true);");
        source.line("out.smallNumber(index);");
        source.line("}");
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void describe(Description description) {");
        source.line("description.alternative(\"unknown\" + index);");
        source.line("}");
        source.line("}");
    }

    /** What each constant knows: its name, its index, whether it stands behind the extension marker. */
    static void constantFields(Source source, Scope scope) {
        source.line("private final %s standardName;", scope.java("java.lang", "String"));
        source.line("private final int index;");
        source.line("private final boolean addition;");
        source.gap();
        source.line("Bare(%s standardName, int index, boolean addition) {", scope.java("java.lang", "String"));
        source.line("this.standardName = standardName;");
        source.line("this.index = index;");
        source.line("this.addition = addition;");
        source.line("}");
    }

    static void describe(Source source, Scope scope) {
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void describe(Description description) {");
        source.line("description.alternative(standardName);");
        source.line("}");
    }
}
