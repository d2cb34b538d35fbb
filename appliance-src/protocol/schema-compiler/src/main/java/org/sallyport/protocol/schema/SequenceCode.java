package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the record of a sequence: reading, writing, telling, rewriting, building. */
final class SequenceCode {
    private final Declarations declarations;
    private final Scope scope;
    private final TypeCode code;
    private final Source source;
    private final String javaName;
    private final Type.Sequence sequence;
    private final List<Field> fields;

    SequenceCode(Declarations declarations, String javaName, Type.Sequence sequence) {
        this.declarations = declarations;
        this.scope = declarations.scope();
        this.code = declarations.code();
        this.source = declarations.source();
        this.javaName = javaName;
        this.sequence = sequence;
        this.fields = Field.of(sequence, scope).stream()
                .filter(field -> field.optional() || !field.isFlag(code))
                .toList();
    }

    /** The whole record; {@code constants} are lines at its beginning. */
    void write(Frame frame, List<String> constants) {
        Stream<String> components = fields.stream().map(field -> field.javaType(code) + " " + field.name());
        Stream<String> last = sequence.extensible() ? Stream.of(additionsType() + " additions") : Stream.of();
        source.line(
                "record %s(%s) implements %s {",
                javaName, Stream.concat(components, last).collect(Collectors.joining(", ")), frame.implemented());
        constants.forEach(source::line);
        decode();
        encode(frame);
        describe(frame);
        if (code.isRewritten(sequence)) {
            rewrite();
        }
        defaults();
        new BuilderCode(scope, code, source).write(javaName, fields, sequence.extensible());
        for (Type.Member member : Stream.concat(sequence.root().stream(), sequence.additions().stream())
                .toList()) {
            declarations.declare(scope.nestedName(member.name()), member.type());
        }
        source.line("}");
    }

    private String additionsType() {
        return scope.per("Additions");
    }

    private List<Field> additions() {
        return fields.stream().filter(Field::addition).toList();
    }

    private List<Field> root() {
        return fields.stream().filter(field -> !field.addition()).toList();
    }

    private long rootBits() {
        return sequence.root().stream().filter(Type.Member::optional).count();
    }

    private void decode() {
        source.gap();
        source.line("/** Reads one; throws {@link %s.PerException} when there is none. */", Scope.PER);
        source.line("public static %s decode(%s in) {", javaName, scope.per("PerReader"));
        source.line("in.enter();");
        if (sequence.extensible()) {
            source.line("boolean extended = in.bit();");
        }
        if (rootBits() > 0) {
            source.line("long present = in.bits(%d);", rootBits());
        }
        root().forEach(this::decodeRoot);
        additions()
                .forEach(field -> source.line(
                        "%s %s = %s;", field.javaType(code), field.name(), field.isFlag(code) ? "false" : "null"));
        if (sequence.extensible()) {
            decodeAdditions();
        }
        source.line("in.leave();");
        source.line("return new %s(%s);", javaName, names(sequence.extensible()));
        source.line("}");
    }

    private void decodeRoot(Field field) {
        String present = "(present >>> %d & 1) != 0".formatted(rootBits() - 1 - field.bit());
        if (field.isFlag(code)) {
            source.line("boolean %s = %s;", field.name(), present);
            return;
        }
        String reading = code.decode(field.type(), field.declaredName(), "in");
        if (field.optional()) {
            source.line("%s %s = null;", field.javaType(code), field.name());
            source.line("if (%s) {", present);
            source.line("in.member(\"%s\");", field.member().name());
            source.line("%s = %s;", field.name(), reading);
            source.line("}");
        } else {
            source.line("in.member(\"%s\");", field.member().name());
            source.line("%s %s = %s;", field.javaType(code), field.name(), reading);
        }
    }

    private void decodeAdditions() {
        source.line("%s additions = %s.NONE;", additionsType(), additionsType());
        source.line("if (extended) {");
        source.line("int declared = in.additionCount();");
        source.line("long added = in.additionMap(declared);");
        for (Field field : additions()) {
            source.line("if ((added >>> %d & 1) != 0) {", field.bit());
            source.line("in.member(\"%s\");", field.member().name());
            source.line("in.open();");
            source.line("%s = %s;", field.name(), code.decode(field.type(), field.declaredName(), "in"));
            source.line("in.close();");
            source.line("}");
        }
        source.line(
                "additions = in.additions(declared, added, %d);",
                sequence.additions().size());
        source.line("}");
    }

    private String names(boolean withAdditions) {
        Stream<String> names = fields.stream().map(Field::name);
        return Stream.concat(names, withAdditions ? Stream.of("additions") : Stream.of())
                .collect(Collectors.joining(", "));
    }

    private void encode(Frame frame) {
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        frame.begin(source);
        source.line("out.enter();");
        if (sequence.extensible()) {
            String map = additions().stream()
                    .map(field -> "(%s ? %dL : 0)".formatted(field.present(code), 1L << field.bit()))
                    .collect(Collectors.joining(" | "));
            source.line("long added = %s;", map.isEmpty() ? "0" : map);
            source.line("boolean extended = added != 0 || additions.announced();");
            source.line("out.bit(extended);");
        }
        root().stream().filter(Field::optional).forEach(field -> source.line("out.bit(%s);", field.present(code)));
        root().forEach(this::encodeRoot);
        if (sequence.extensible()) {
            encodeAdditions();
        }
        source.line("out.leave();");
        frame.end(source);
        source.line("}");
    }

    private void encodeRoot(Field field) {
        if (field.isFlag(code)) {
            return;
        }
        if (field.optional()) {
            source.line("if (%s) {", field.present(code));
        }
        source.line("out.member(\"%s\");", field.member().name());
        source.line("%s;", code.encode(field.type(), field.name(), "out"));
        if (field.optional()) {
            source.line("}");
        }
    }

    private void encodeAdditions() {
        source.line("if (extended) {");
        source.line(
                "out.additionMap(added, %d, additions);", sequence.additions().size());
        for (Field field : additions()) {
            source.line("if (%s) {", field.present(code));
            source.line("out.member(\"%s\");", field.member().name());
            source.line("out.open();");
            if (!field.isFlag(code)) {
                source.line("%s;", code.encode(field.type(), field.name(), "out"));
            }
            source.line("out.close();");
            source.line("}");
        }
        source.line("out.additions(additions);");
        source.line("}");
    }

    private void describe(Frame frame) {
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void describe(Description description) {");
        frame.describe(source);
        for (Field field : fields) {
            String contained = code.contained(field.type());
            String name = field.member().name();
            if (field.isFlag(code)) {
                source.line("description.flag(\"%s\", %s);", name, field.name());
            } else if (contained != null) {
                source.line("description.contained(\"%s\", %s, %s);", name, field.name(), contained);
            } else {
                source.line("description.member(\"%s\", %s);", name, field.name());
            }
        }
        if (sequence.extensible()) {
            source.line("description.additions(additions);");
        }
        source.line("}");
    }

    private void rewrite() {
        List<Field> rewritten = new ArrayList<>();
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public @Nullable %s rewriteMembers(%s rewriter) {", javaName, scope.per("Rewriter"));
        for (Field field : fields) {
            if (code.isRewritten(field.type())) {
                rewritten.add(field);
                rewrite(field);
            }
        }
        String same = rewritten.stream()
                .map(field -> "%s == this.%s".formatted(field.name(), field.name()))
                .collect(Collectors.joining(" && "));
        source.line("return %s ? this : new %s(%s);", same, javaName, names(sequence.extensible()));
        source.line("}");
    }

    private void rewrite(Field field) {
        String contained = code.contained(field.type());
        String method = switch (code.list(field.type())) {
            case null -> "rewrite";
            case Type.ListOf list -> rewritingOf(list, contained != null);
        };
        source.line(
                "%s %s = rewriter.%s%s(this.%s%s);",
                field.javaType(code),
                field.name(),
                method,
                field.optional() ? "Optional" : "",
                field.name(),
                contained == null ? "" : ", " + contained);
        boolean droppable = !field.optional() && contained == null && method.equals("rewrite");
        if (droppable) {
            source.line("if (%s == null) {", field.name());
            source.line("return null;");
            source.line("}");
        }
    }

    private String rewritingOf(Type.ListOf list, boolean contained) {
        if (!contained && !code.isPerValue(list.element())) {
            throw new SchemaException(scope.file().name(), javaName + " has a list of lists of what is rewritten");
        }
        return "rewriteAll";
    }

    private void defaults() {
        for (Field field : fields) {
            String absent = field.member().absent();
            if (absent != null) {
                String type = code.javaType(field.type(), field.declaredName());
                String value =
                        type.equals("boolean") ? absent.toLowerCase(Locale.ROOT) : code.item(field.type(), absent);
                source.gap();
                source.line("/** Its value, {@code %s} when it is absent. */", absent);
                source.line("public %s %sOrDefault() {", type, field.name());
                source.line("return %s == null ? %s : %s;", field.name(), value, field.name());
                source.line("}");
            }
        }
    }
}
