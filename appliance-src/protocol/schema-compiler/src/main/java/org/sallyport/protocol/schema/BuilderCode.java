package org.sallyport.protocol.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the builder of a sequence's record, by which values are made and altered. */
final class BuilderCode {
    private final Scope scope;
    private final TypeCode code;
    private final Source source;

    BuilderCode(Scope scope, TypeCode code, Source source) {
        this.scope = scope;
        this.code = code;
        this.source = source;
    }

    void write(String javaName, List<Field> fields, boolean extensible) {
        source.gap();
        source.line("/** One without members yet. */");
        source.line("public static Builder builder() {");
        source.line("return new Builder();");
        source.line("}");
        source.gap();
        source.line("/** One with the members of this value, to alter some of them. */");
        source.line("public Builder toBuilder() {");
        source.line("Builder builder = new Builder();");
        fields.forEach(field -> source.line("builder.%s = %s;", field.name(), field.name()));
        if (extensible) {
            source.line("builder.additions = additions;");
        }
        source.line("return builder;");
        source.line("}");
        source.gap();
        source.line("/** Collects the members; those that are optional may stay away. */");
        source.line("public static final class Builder {");
        for (Field field : fields) {
            boolean flag = field.isFlag(code);
            source.line("private %s %s;", flag ? "boolean" : nullable(field), field.name());
        }
        if (extensible) {
            source.line("private %s additions = %s.NONE;", scope.per("Additions"), scope.per("Additions"));
        }
        source.gap();
        source.line("private Builder() {}");
        fields.forEach(this::setter);
        build(javaName, fields, extensible);
        source.line("}");
    }

    private String nullable(Field field) {
        return code.optional(code.javaType(field.type(), field.declaredName()));
    }

    private void setter(Field field) {
        source.gap();
        source.line("/** Sets {@code %s}. */", field.member().name());
        source.line("public Builder %s(%s %s) {", field.name(), field.javaType(code), field.name());
        source.line("this.%s = %s;", field.name(), field.name());
        source.line("return this;");
        source.line("}");
    }

    private void build(String javaName, List<Field> fields, boolean extensible) {
        String required = scope.java("java.util", "Objects") + ".requireNonNull";
        Stream<String> values = fields.stream()
                .map(field -> field.optional()
                        ? field.name()
                        : "%s(%s, \"%s.%s\")"
                                .formatted(
                                        required,
                                        field.name(),
                                        javaName,
                                        field.member().name()));
        source.gap();
        source.line(
                "/** The value; throws {@link NullPointerException} naming a member that is mandatory and not set. */");
        source.line("public %s build() {", javaName);
        source.line(
                "return new %s(%s);",
                javaName,
                Stream.concat(values, extensible ? Stream.of("additions") : Stream.of())
                        .collect(Collectors.joining(", ")));
        source.line("}");
    }
}
