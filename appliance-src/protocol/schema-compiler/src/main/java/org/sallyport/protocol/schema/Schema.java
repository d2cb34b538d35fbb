package org.sallyport.protocol.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All definitions of all files, by package and name. */
final class Schema {
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Set<Definition> rewritten = new HashSet<>();

    Schema(List<Definition> all) {
        Map<String, String> javaNames = new HashMap<>();
        for (Definition definition : all) {
            String key = key(definition.file().packageName(), definition.name());
            if (definitions.put(key, definition) != null) {
                throw new SchemaException(definition.file().name(), key + " is defined twice");
            }
            String other = javaNames.put(definition.qualifiedJavaName(), definition.name());
            if (other != null) {
                throw new SchemaException(
                        definition.file().name(), other + " and " + definition.name() + " have the same name in Java");
            }
        }
        while (rewritten.addAll(
                definitions.values().stream().filter(this::hasToRewrite).toList())) {
            // until nothing is new: types may hold each other in a circle
        }
    }

    private static String key(String packageName, String name) {
        return packageName + "." + name;
    }

    Collection<Definition> definitions() {
        return definitions.values();
    }

    /** What this name means in this file: of its own package, else of those that it uses. */
    Definition find(SchemaFile file, Type.Reference reference) {
        Definition exact = definitions.get(reference.name());
        if (exact != null) {
            return exact;
        }
        return Stream.concat(Stream.of(file.packageName()), file.uses().stream())
                .map(used -> definitions.get(key(used, reference.name())))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow(() -> new SchemaException(file.name(), reference.name() + " is defined nowhere"));
    }

    /** Whether a rewriter may find something in a value of this type. */
    boolean rewritten(SchemaFile file, Type type) {
        return switch (type) {
            case Type.Sequence sequence -> anyRewritten(file, sequence.root(), sequence.additions());
            case Type.Choice choice -> anyRewritten(file, choice.root(), choice.additions());
            case Type.ListOf list -> rewritten(file, list.element());
            case Type.OctetString octets -> octets.contained() != null;
            case Type.Open open -> open.contents() != null && rewritten(file, open.contents());
            case Type.Reference reference -> rewritten.contains(find(file, reference));
            case Type.Enumeration _, Type.Int _, Type.BitString _, Type.CharacterString _, Type.Simple _ -> false;
        };
    }

    private boolean anyRewritten(SchemaFile file, List<Type.Member> root, List<Type.Member> additions) {
        return Stream.concat(root.stream(), additions.stream()).anyMatch(member -> rewritten(file, member.type()));
    }

    private boolean hasToRewrite(Definition definition) {
        return definition.visited() || rewritten(definition.file(), definition.type());
    }
}
