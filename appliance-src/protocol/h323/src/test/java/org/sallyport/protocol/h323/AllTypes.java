package org.sallyport.protocol.h323;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/** Everything that was made of the schema. */
public final class AllTypes {
    private AllTypes() {}

    /** Every type that has a name of its own in a standard. */
    public static List<PerType<?>> named() {
        return classes().stream()
                .filter(type -> !type.isMemberClass() && PerValue.class.isAssignableFrom(type))
                .<PerType<?>>map(AllTypes::constant)
                .toList();
    }

    /** Every class of the generated packages, nested ones too. */
    public static List<Class<?>> classes() {
        try {
            Path root = Path.of(RasMessage.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(name -> name.matches(".*/h323/(h225|h245|h235|h450|h460|h501|t38)/[^-]*\\.class"))
                        .sorted()
                        .<Class<?>>map(AllTypes::load)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace('/', '.').replaceAll("\\.class$", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PerType<?> constant(Class<?> type) {
        try {
            return (PerType<?>) type.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
