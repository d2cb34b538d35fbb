package org.sallyport.protocol.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What names mean within one Java file: those of its nested types hide others, which then are written in full. */
final class Scope {
    static final String PER = SchemaFile.ROOT + ".per";

    private final Definition definition;
    private final Set<String> nested = new HashSet<>();
    private final Deque<String> enclosing = new ArrayDeque<>();

    Scope(Definition definition) {
        this.definition = definition;
        collect(definition.type(), Set.of(definition.javaName()));
        enclosing.push(definition.javaName());
    }

    SchemaFile file() {
        return definition.file();
    }

    /** The name for the type that is declared within a type for this member. */
    String nestedName(String member) {
        String name = Names.type(member);
        return enclosing.contains(name) ? name + "Value" : name;
    }

    void enter(String name) {
        enclosing.push(name);
    }

    void leave() {
        enclosing.pop();
    }

    /** A class of java.lang or of java.util. */
    String java(String packageName, String name) {
        return nested.contains(name) ? packageName + "." + name : name;
    }

    /** A class of the run-time part. */
    String per(String name) {
        return nested.contains(name) ? PER + "." + name : name;
    }

    /** The class of runs of octets. */
    String octets() {
        return nested.contains("Octets") ? SchemaFile.ROOT + ".octets.Octets" : "Octets";
    }

    /** A generated type. */
    String type(Definition other) {
        String name = other.javaName();
        boolean near = other.file().packageName().equals(file().packageName());
        return near && !nested.contains(name) ? name : other.qualifiedJavaName();
    }

    /** Every name that could be declared somewhere within the file; more than needed does no harm. */
    private void collect(Type type, Set<String> outer) {
        switch (type) {
            case Type.Sequence sequence -> {
                nested.add("Builder");
                sequence.root().forEach(member -> collectMember(member, outer, false));
                sequence.additions().forEach(member -> collectMember(member, outer, false));
            }
            case Type.Choice choice -> {
                nested.addAll(List.of("Bare", "Unknown"));
                choice.root().forEach(member -> collectMember(member, outer, true));
                choice.additions().forEach(member -> collectMember(member, outer, true));
            }
            case Type.Enumeration _ -> nested.addAll(List.of("Bare", "Unknown"));
            case Type.ListOf list -> collect(list.element(), outer);
            default -> {}
        }
    }

    private void collectMember(Type.Member member, Set<String> outer, boolean alternative) {
        String name = Names.type(member.name());
        if (alternative || TypeCode.declared(member.type()) != null) {
            nested.add(outer.contains(name) ? name + "Value" : name);
            nested.add("Value");
        }
        Set<String> inner = new HashSet<>(outer);
        inner.add(name);
        collect(member.type(), inner);
    }
}
