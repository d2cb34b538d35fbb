package org.sallyport.management.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** The fields of a JSON object; collects every problem until {@link #finish}. What is faulty reads as empty until then. */
public final class Fields {
    private final ObjectNode object;
    private final Set<String> known = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Fields(ObjectNode object) {
        this.object = object;
    }

    /** A text that must be there. */
    public String text(String name, int minLength, int maxLength) {
        Optional<String> value = optionalText(name, minLength, maxLength);
        if (value.isEmpty() && absent(name)) {
            missing(name);
        }
        return value.orElse("");
    }

    public Optional<String> optionalText(String name, int minLength, int maxLength) {
        known.add(name);
        if (absent(name)) {
            return Optional.empty();
        }
        JsonNode value = object.get(name);
        if (!value.isTextual()
                || value.textValue().length() < minLength
                || value.textValue().length() > maxLength) {
            problem(name, "It is no text of " + minLength + " to " + maxLength + " characters.", "Use such a text.");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A secret text: problems do not repeat it. */
    public String secret(String name, int minLength, int maxLength) {
        known.add(name);
        JsonNode value = object.get(name);
        if (value == null
                || !value.isTextual()
                || value.textValue().length() < minLength
                || value.textValue().length() > maxLength) {
            secretProblem(
                    name, "It is no text of " + minLength + " to " + maxLength + " characters.", "Use such a text.");
            return "";
        }
        return value.textValue();
    }

    /** A text that must be there and fit a pattern. */
    public String name(String name, Pattern pattern, String remedy) {
        String value = text(name, 1, 64);
        if (!value.isEmpty() && !pattern.matcher(value).matches()) {
            problem(name, "It does not have the form of a name.", remedy);
        }
        return value;
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        known.add(name);
        if (absent(name)) {
            return Optional.empty();
        }
        Optional<E> value = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(object.get(name).textValue()))
                .findFirst();
        if (value.isEmpty()) {
            problem(name, "There is no such value.", "Use one of " + Arrays.toString(type.getEnumConstants()) + ".");
        }
        return value;
    }

    /** A choice that must be there; the first constant stands in for a faulty one until {@link #finish}. */
    public <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        if (absent(name)) {
            missing(name);
        }
        return choice(name, type).orElse(type.getEnumConstants()[0]);
    }

    public Optional<Integer> optionalInteger(String name, int minimum, int maximum) {
        known.add(name);
        if (absent(name)) {
            return Optional.empty();
        }
        JsonNode value = object.get(name);
        if (!value.isInt() || value.intValue() < minimum || value.intValue() > maximum) {
            problem(name, "It is no whole number from " + minimum + " to " + maximum + ".", "Use such a number.");
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    /** A whole number that must be there, however large. */
    public long number(String name, long minimum, long maximum) {
        if (absent(name)) {
            missing(name);
            return minimum;
        }
        known.add(name);
        JsonNode value = object.get(name);
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.longValue() < minimum
                || value.longValue() > maximum) {
            problem(name, "It is no whole number from " + minimum + " to " + maximum + ".", "Use such a number.");
            return minimum;
        }
        return value.longValue();
    }

    public int integer(String name, int minimum, int maximum) {
        if (absent(name)) {
            missing(name);
        }
        return optionalInteger(name, minimum, maximum).orElse(minimum);
    }

    public Optional<Boolean> optionalFlag(String name) {
        known.add(name);
        if (absent(name)) {
            return Optional.empty();
        }
        if (!object.get(name).isBoolean()) {
            problem(name, "It is neither true nor false.", "Use one of the two.");
            return Optional.empty();
        }
        return Optional.of(object.get(name).booleanValue());
    }

    /** Texts by name, as an object; none when it is absent. */
    public Map<String, String> texts(String name) {
        known.add(name);
        Map<String, String> texts = new LinkedHashMap<>();
        if (absent(name)) {
            return texts;
        }
        JsonNode value = object.get(name);
        if (!value.isObject() || !value.valueStream().allMatch(JsonNode::isTextual)) {
            problem(name, "It is no object of texts.", "Write it like {\"eth0\": \"eth1\"}.");
            return texts;
        }
        value.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().textValue()));
        return texts;
    }

    /** Adds a problem of a secret, without repeating it. */
    public void secretProblem(String name, String detail, String remedy) {
        problems.add(new Problem(name, "***", detail, remedy));
    }

    /** Adds a problem found by who knows more. */
    public void problem(String name, String detail, String remedy) {
        JsonNode value = object.get(name);
        problems.add(new Problem(name, value == null ? "" : value.asText(), detail, remedy));
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidInputException with every problem, unknown fields among them
     */
    public void finish() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(name, "There is no such field.", "Leave it out.");
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private boolean absent(String name) {
        return !object.hasNonNull(name);
    }

    private void missing(String name) {
        known.add(name);
        problem(name, "It is missing.", "Add it.");
    }
}
