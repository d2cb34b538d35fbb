package org.sallyport.upgrade.path;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** What a processor can do (x86-64 psABI, "Micro-Architecture Levels"): CentOS 9 needs v2, CentOS 10 needs v3. */
public enum ProcessorLevel {
    V1("x86-64", ""),
    V2("x86-64-v2", "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3"),
    V3("x86-64-v3", "avx avx2 bmi1 bmi2 f16c fma abm movbe xsave");

    private static final Pattern SPACE = Pattern.compile(" ");

    private final String text;
    /** Beyond those of the level before, as /proc/cpuinfo calls them, with spaces in between. */
    private final String flags;

    ProcessorLevel(String text, String flags) {
        this.text = text;
        this.flags = flags;
    }

    /** The highest level of a processor with such flags, as in /proc/cpuinfo. */
    public static ProcessorLevel of(Set<String> flags) {
        ProcessorLevel highest = V1;
        for (ProcessorLevel level : values()) {
            if (!SPACE.splitAsStream(level.flags).allMatch(flag -> flag.isEmpty() || flags.contains(flag))) {
                break;
            }
            highest = level;
        }
        return highest;
    }

    /**
     * A level from its name.
     *
     * @throws InvalidInputException unless there is one of that name
     */
    @JsonCreator
    public static ProcessorLevel named(String text) {
        return Arrays.stream(values())
                .filter(level -> level.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(new Problem(
                        "architecture", text, "It is no architecture.", "Give x86-64, x86-64-v2 or x86-64-v3.")));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
