package org.sallyport.protocol.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes Java sources of all files of the notation in a folder. */
public final class SchemaCompiler {
    private SchemaCompiler() {}

    /** Reads the files {@code *.schema} of the first folder, writes the sources below the second one. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected: folder-with-schemas folder-for-sources");
        }
        Schema schema = new Schema(read(Path.of(arguments[0])));
        write(sources(schema), Path.of(arguments[1]));
    }

    private static List<Definition> read(Path folder) throws IOException {
        List<Definition> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".schema"))
                    .sorted()
                    .toList()) {
                all.addAll(SchemaParser.parse(file.getFileName().toString(), Files.readAllLines(file)));
            }
        }
        return all;
    }

    /** The text of each file, by its path. */
    static Map<Path, String> sources(Schema schema) {
        Map<Path, String> sources = new HashMap<>();
        Map<String, SchemaFile> packages = new HashMap<>();
        Alphabets alphabets = new Alphabets();
        for (Definition definition : schema.definitions()) {
            alphabets.collect(definition.type());
            packages.putIfAbsent(definition.file().packageName(), definition.file());
            if (definition.form() != Definition.Form.ALIAS) {
                sources.put(path(definition.file(), definition.javaName()), Declarations.write(schema, definition));
            }
        }
        for (SchemaFile file : packages.values()) {
            sources.put(path(file, "package-info"), packageInfo(file));
            sources.put(path(file, "Alphabets"), alphabets.source(file));
        }
        return sources;
    }

    private static Path path(SchemaFile file, String name) {
        return Path.of(file.javaPackage().replace('.', '/'), name + ".java");
    }

    private static String packageInfo(SchemaFile file) {
        return """
                /** %s. Made of {@code src/main/schema}. */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(file.standard(), file.javaPackage());
    }

    /** Leaves files alone that are as they should be, so that only what changed is compiled; removes all others. */
    private static void write(Map<Path, String> sources, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> old = Files.walk(target)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                if (!sources.containsKey(target.relativize(file))) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<Path, String> source : sources.entrySet()) {
            Path file = target.resolve(source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
        }
    }
}
