package org.sallyport.protocol.schema;

import java.util.List;

/** Writes the Java file of a definition, with the types declared within it. */
final class Declarations {
    private final Definition definition;
    private final Scope scope;
    private final TypeCode code;
    private final Source source = new Source();

    private Declarations(Schema schema, Definition definition) {
        this.definition = definition;
        this.scope = new Scope(definition);
        this.code = new TypeCode(schema, scope);
    }

    Scope scope() {
        return scope;
    }

    TypeCode code() {
        return code;
    }

    Source source() {
        return source;
    }

    /** The text of the file. */
    static String write(Schema schema, Definition definition) {
        Declarations declarations = new Declarations(schema, definition);
        declarations.file();
        return declarations.source.toString();
    }

    private void file() {
        source.line("package %s;", definition.file().javaPackage());
        source.gap();
        for (String name : List.of("java.util.List", "java.util.Objects", "org.jspecify.annotations.Nullable")) {
            source.line("import %s;", name);
        }
        source.line("import %s.octets.Octets;", SchemaFile.ROOT);
        source.line("import %s.*;", Scope.PER);
        source.gap();
        source.line(
                "/** {@code %s} of %s. */", definition.name(), definition.file().title());
        source.line("@SuppressWarnings(\"unused\")");
        String name = definition.javaName();
        Frame frame = Frame.none(scope);
        String constant = "%s<%s> TYPE = new %s<>(\"%s\", %s::decode);"
                .formatted(scope.per("PerType"), name, scope.per("PerType"), definition.name(), name);
        List<String> constants =
                List.of("/** By which messages of this type are read. */", "public static final " + constant);
        if (definition.form() == Definition.Form.VALUE) {
            new ValueCode(this).write(name, definition.type(), frame, constants);
        } else {
            write(name, definition.type(), frame, constants);
        }
    }

    /** The type that a member declares in place, if it does. */
    void declare(String name, Type type) {
        Type.Declared declared = TypeCode.declared(type);
        if (declared != null) {
            source.gap();
            source.line("/** {@code %s} of {@code %s}. */", name, definition.name());
            write(name, declared, Frame.none(scope), List.of());
        }
    }

    private void write(String name, Type type, Frame frame, List<String> constants) {
        boolean nested = source.depth() > 0;
        if (nested) {
            scope.enter(name);
        }
        source.prefix("public ");
        switch (type) {
            case Type.Sequence sequence -> new SequenceCode(this, name, sequence).write(frame, constants);
            case Type.Choice choice -> new ChoiceCode(this, name, choice).write(constants);
            case Type.Enumeration enumeration -> new EnumerationCode(this, name, enumeration).write(constants);
            default -> throw new IllegalStateException(name + " is not declared");
        }
        if (nested) {
            scope.leave();
        }
    }

    /** An alternative that is a sequence declared in place: its record is the alternative. */
    void alternative(String name, Type.Sequence sequence, Frame frame) {
        source.gap();
        source.line("/** {@code %s} of {@code %s}. */", frame.alternative(), definition.name());
        write(name, sequence, frame, List.of());
    }
}
