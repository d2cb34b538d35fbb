package org.sallyport.core.host.slot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place on the disk for a whole system. */
public enum Slot {
    A,
    B;

    private static final String PARAMETER = "sallyport.slot=";
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The one that the kernel was started from, as the boot menu told it; empty on a machine without slots. */
    public static Optional<Slot> booted(Path commandLine) throws IOException {
        return SPACE.splitAsStream(Files.readString(commandLine))
                .filter(word -> word.startsWith(PARAMETER))
                .flatMap(word -> Arrays.stream(values())
                        .filter(slot -> slot.toString().equals(word.substring(PARAMETER.length()))))
                .findFirst();
    }

    /** A slot from its letter. */
    @JsonCreator
    public static Slot of(String letter) {
        return valueOf(letter.toUpperCase(Locale.ROOT));
    }

    public Slot other() {
        return this == A ? B : A;
    }

    /** The label of its file system, as in the layout of the disk. */
    public String label() {
        return "root_" + this;
    }

    /** Its letter, as boot menu and kernel call it. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
