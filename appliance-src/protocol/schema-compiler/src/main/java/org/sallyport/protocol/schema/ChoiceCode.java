package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the sealed interface of a choice and the records of its alternatives. */
final class ChoiceCode {
    private final Declarations declarations;
    private final Scope scope;
    private final TypeCode code;
    private final Source source;
    private final String javaName;
    private final Type.Choice choice;

    ChoiceCode(Declarations declarations, String javaName, Type.Choice choice) {
        this.declarations = declarations;
        this.scope = declarations.scope();
        this.code = declarations.code();
        this.source = declarations.source();
        this.javaName = javaName;
        this.choice = choice;
    }

    void write(List<String> constants) {
        source.line("sealed interface %s extends %s {", javaName, scope.per("PerValue"));
        constants.forEach(source::line);
        decode();
        bare();
        alternatives();
        if (choice.extensible()) {
            unknown();
        }
        source.line("}");
    }

    private void decode() {
        source.gap();
        source.line("/** Reads one; throws {@link %s.PerException} when there is none. */", Scope.PER);
        source.line("static %s decode(%s in) {", javaName, scope.per("PerReader"));
        source.line("in.enter();");
        source.line(
                "%s value = %s;", javaName, choice.extensible() ? "in.bit() ? addition(in) : root(in)" : "root(in)");
        source.line("in.leave();");
        source.line("return value;");
        source.line("}");
        source.gap();
        source.line("private static %s root(%s in) {", javaName, scope.per("PerReader"));
        source.line("return switch (in.index(%d)) {", choice.root().size());
        for (int i = 0; i < choice.root().size(); i++) {
            Type.Member member = choice.root().get(i);
            if (code.isNull(member.type())) {
                source.line("case %d -> Bare.%s;", i, Names.member(member.name()));
            } else {
                source.line("case %d -> {", i);
                source.line("in.member(\"%s\");", member.name());
                source.line("yield %s.decode(in);", scope.nestedName(member.name()));
                source.line("}");
            }
        }
        source.line("default -> throw new IllegalStateException(\"an index beyond those that were asked for\");");
        source.line("};");
        source.line("}");
        if (choice.extensible()) {
            decodeAddition();
        }
    }

    private void decodeAddition() {
        source.gap();
        source.line("private static %s addition(%s in) {", javaName, scope.per("PerReader"));
        source.line("int index = in.smallNumber();");
        source.line("return switch (index) {");
        for (int i = 0; i < choice.additions().size(); i++) {
            Type.Member member = choice.additions().get(i);
            source.line("case %d -> {", i);
            source.line("in.member(\"%s\");", member.name());
            source.line("in.open();");
            if (!code.isNull(member.type())) {
                source.line("%s value = %s.decode(in);", javaName, scope.nestedName(member.name()));
            }
            source.line("in.close();");
            source.line("yield %s;", code.isNull(member.type()) ? "Bare." + Names.member(member.name()) : "value");
            source.line("}");
        }
        source.line("default -> new Unknown(index, in.openOctets());");
        source.line("};");
        source.line("}");
    }

    /** All alternatives that are NULL, as the constants of one enumeration. */
    private void bare() {
        List<String> constants = new ArrayList<>();
        for (int i = 0; i < choice.root().size(); i++) {
            constant(constants, choice.root().get(i), i, false);
        }
        for (int i = 0; i < choice.additions().size(); i++) {
            constant(constants, choice.additions().get(i), i, true);
        }
        if (constants.isEmpty()) {
            return;
        }
        source.gap();
        source.line("/** The alternatives that say nothing but themselves. */");
        source.line("enum Bare implements %s {", javaName);
        source.line("%s;", constants.stream().collect(Collectors.joining(", ")));
        source.gap();
        EnumerationCode.constantFields(source, scope);
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        source.line("out.enter();");
        if (choice.extensible()) {
            source.line("out.bit(addition);");
            source.line("if (addition) {");
            source.line("out.smallNumber(index);");
            source.line("out.member(standardName);");
            source.line("out.open();");
            source.line("out.close();");
            source.line("} else {");
        }
        source.line("out.index(index, %d);", choice.root().size());
        if (choice.extensible()) {
            source.line("}");
        }
        source.line("out.leave();");
        source.line("}");
        source.gap();
        EnumerationCode.describe(source, scope);
        source.line("}");
    }

    private void constant(List<String> constants, Type.Member member, int index, boolean addition) {
        if (code.isNull(member.type())) {
            constants.add("%s(\"%s\", %d, %b)".formatted(Names.member(member.name()), member.name(), index, addition));
        }
    }

    private void alternatives() {
        for (int i = 0; i < choice.root().size(); i++) {
            Type.Member member = choice.root().get(i);
            alternative(
                    member, Frame.root(javaName, member.name(), i, choice.root().size(), choice.extensible()));
        }
        for (int i = 0; i < choice.additions().size(); i++) {
            Type.Member member = choice.additions().get(i);
            alternative(member, Frame.addition(javaName, member.name(), i));
        }
    }

    private void alternative(Type.Member member, Frame frame) {
        String name = scope.nestedName(member.name());
        if (member.type() instanceof Type.Sequence sequence) {
            declarations.alternative(name, sequence, frame);
        } else if (!code.isNull(member.type())) {
            source.gap();
            source.line("/** {@code %s} of {@code %s}. */", member.name(), javaName);
            new ValueCode(declarations).write(name, member.type(), frame, List.of());
        }
    }

    private void unknown() {
        source.gap();
        source.line(
                "/** An alternative behind the extension marker that the schema does not know, kept as it came. */");
        source.line("record Unknown(int index, %s octets) implements %s {", scope.octets(), javaName);
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        for (String line : List.of(
                "out.enter();",
                "out.bit(true);",
                "out.smallNumber(index);",
                "out.openOctets(octets);",
                "out.leave();")) {
            source.line(line);
        }
        source.line("}");
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void describe(Description description) {");
        source.line("description.alternative(\"unknown\" + index);");
        source.line("description.value(octets);");
        source.line("}");
        source.line("}");
    }
}
