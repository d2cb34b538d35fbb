package org.sallyport.core.host.firstboot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.guest.OvfEnvironment;

/**
 * What one source says.
 *
 * @param source for people: "the configuration drive"
 * @param values by key without its prefix {@value #PREFIX}; none is empty
 */
public record Answers(String source, Map<String, String> values) {
    static final String PREFIX = "sallyport.";
    static final int LIMIT_CHARACTERS = 1 << 20;

    /** Which adapter is which, and what each is for, as templates set it beforehand: no answers yet. */
    private static final Pattern BESIDE = Pattern.compile("nic\\d{1,3}\\.(?:mac|id|roles)");

    /** Whether there is more than what templates say by themselves. */
    boolean decideSomething() {
        return values.keySet().stream().anyMatch(key -> !BESIDE.matcher(key).matches());
    }

    /** The answers among some pairs; empty when there is none, as other products have theirs beside ours. */
    public static Optional<Answers> among(String source, Map<String, String> pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        pairs.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !value.isBlank()) {
                values.put(key.substring(PREFIX.length()), value);
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(new Answers(source, Map.copyOf(values)));
    }

    /**
     * The answers in a text: an OVF environment, or lines of {@code key = value}. Of a line, everything after the first
     * equals sign is the value, but for white space at its ends; lines that begin with # are remarks.
     *
     * @throws InvalidInputException when it is neither
     */
    static Optional<Answers> in(String source, String text) {
        if (text.length() > LIMIT_CHARACTERS) {
            throw new InvalidInputException(new Problem(
                    source,
                    text.length() + " characters",
                    "It is too long.",
                    "Give at most " + LIMIT_CHARACTERS + " characters."));
        }
        return among(
                source,
                text.stripLeading().startsWith("<") ? OvfEnvironment.parse(text).properties() : lines(source, text));
    }

    /** Pairs as lines that are read as the same pairs; a value is one line. */
    public static String text(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + " = " + pair.getValue().replaceAll("\\R", " ") + "\n")
                .collect(Collectors.joining());
    }

    private static Map<String, String> lines(String source, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 0) {
                // The line may hold a password, so it is not repeated.
                throw new InvalidInputException(new Problem(
                        source, "line " + number, "It has no equals sign.", "Write key = value on each line."));
            }
            pairs.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return pairs;
    }
}
