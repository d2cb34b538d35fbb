package org.sallyport.protocol.schema;

import java.util.List;

/** Writes a record around one value: a simple type of its own name, or an alternative of a choice. */
final class ValueCode {
    private final Declarations declarations;
    private final Scope scope;
    private final TypeCode code;
    private final Source source;

    ValueCode(Declarations declarations) {
        this.declarations = declarations;
        this.scope = declarations.scope();
        this.code = declarations.code();
        this.source = declarations.source();
    }

    void write(String javaName, Type type, Frame frame, List<String> constants) {
        boolean nested = source.depth() > 0;
        if (nested) {
            scope.enter(javaName);
        }
        String javaType = code.javaType(type, "Value");
        source.line("public record %s(%s value) implements %s {", javaName, javaType, frame.implemented());
        constants.forEach(source::line);
        source.gap();
        source.line("/** Reads one; throws {@link %s.PerException} when there is none. */", Scope.PER);
        source.line("public static %s decode(%s in) {", javaName, scope.per("PerReader"));
        source.line("return new %s(%s);", javaName, code.decode(type, "Value", "in"));
        source.line("}");
        encode(type, frame);
        describe(type, frame);
        if (code.isRewritten(type)) {
            rewrite(javaName, type, javaType);
        }
        declarations.declare("Value", type);
        source.line("}");
        if (nested) {
            scope.leave();
        }
    }

    private void encode(Type type, Frame frame) {
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void encode(%s out) {", scope.per("PerWriter"));
        frame.begin(source);
        source.line("%s;", code.encode(type, "value", "out"));
        frame.end(source);
        source.line("}");
    }

    private void describe(Type type, Frame frame) {
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public void describe(Description description) {");
        frame.describe(source);
        String contained = code.contained(type);
        if (contained == null) {
            source.line("description.value(value);");
        } else {
            source.line("description.contained(\"%s\", value, %s);", frame.alternative(), contained);
        }
        source.line("}");
    }

    private void rewrite(String javaName, Type type, String javaType) {
        String contained = code.contained(type);
        boolean list = code.list(type) != null;
        source.gap();
        source.line("@%s", scope.java("java.lang", "Override"));
        source.line("public @Nullable %s rewriteMembers(%s rewriter) {", javaName, scope.per("Rewriter"));
        source.line(
                "%s changed = rewriter.%s(value%s);",
                list || contained != null ? javaType : code.optional(javaType),
                list ? "rewriteAll" : "rewrite",
                contained == null ? "" : ", " + contained);
        if (!list && contained == null) {
            source.line("if (changed == null) {");
            source.line("return null;");
            source.line("}");
        }
        source.line("return changed == value ? this : new %s(changed);", javaName);
        source.line("}");
    }
}
