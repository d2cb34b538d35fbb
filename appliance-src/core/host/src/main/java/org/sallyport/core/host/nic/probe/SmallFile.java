package org.sallyport.core.host.nic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Files and directories of sysfs. One that is absent or unreadable says nothing, as sysfs means it. */
final class SmallFile {
    private static final int LIMIT_OCTETS = 4096;
    private static final int LIMIT_CHARACTERS = 128;
    private static final int LIMIT_ENTRIES = 4096;

    private SmallFile() {}

    /** The text of a file on one line, printable characters only, at most {@value #LIMIT_CHARACTERS}; empty when blank. */
    static Optional<String> text(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return Optional.of(clean(new String(stream.readNBytes(LIMIT_OCTETS), StandardCharsets.UTF_8)))
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What firmware wrote must not drive a terminal. */
    static String clean(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return line.length() <= LIMIT_CHARACTERS ? line : line.substring(0, LIMIT_CHARACTERS);
    }

    /** A file that holds one number from 0; empty for anything else. */
    static OptionalInt number(Path file) {
        return text(file)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** The entries of a directory by name; none when there is no such directory. */
    static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.limit(LIMIT_ENTRIES)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The last name of where a link leads. */
    static Optional<String> linkName(Path link) {
        try {
            return Optional.ofNullable(Files.readSymbolicLink(link).getFileName())
                    .map(name -> clean(name.toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
