package org.sallyport.upgrade.path;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * A version of the product (Semantic Versioning 2.0.0), ordered by precedence (section 11).
 *
 * @param preRelease identifiers after the hyphen, empty for a release
 */
public record Version(int major, int minor, int patch, List<String> preRelease) implements Comparable<Version> {
    private static final Pattern FORM =
            Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})(?:-([0-9A-Za-z.-]{1,64}))?");
    private static final Pattern IDENTIFIER = Pattern.compile("0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Comparator<Version> NUMBERS = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    public Version {
        preRelease = List.copyOf(preRelease);
    }

    /**
     * A version from its text.
     *
     * @throws InvalidInputException unless it is {@code MAJOR.MINOR.PATCH} or that with {@code -PRERELEASE}
     */
    @JsonCreator
    public static Version of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            List<String> preRelease = matcher.group(4) == null
                    ? List.of()
                    : Arrays.asList(matcher.group(4).split("\\.", -1));
            if (preRelease.stream()
                    .allMatch(identifier -> IDENTIFIER.matcher(identifier).matches())) {
                return new Version(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        preRelease);
            }
        }
        throw new InvalidInputException(
                new Problem("version", text, "It is no version.", "Give one such as 1.4.0 or 2.0.0-rc.1."));
    }

    @Override
    public int compareTo(Version other) {
        int order = NUMBERS.compare(this, other);
        if (order != 0) {
            return order;
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        int common = Math.min(preRelease.size(), other.preRelease.size());
        for (int i = 0; i < common && order == 0; i++) {
            order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
        }
        return order != 0 ? order : Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compareIdentifiers(String one, String other) {
        boolean oneIsNumber = NUMBER.matcher(one).matches();
        boolean otherIsNumber = NUMBER.matcher(other).matches();
        if (oneIsNumber && otherIsNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return oneIsNumber == otherIsNumber ? one.compareTo(other) : Boolean.compare(otherIsNumber, oneIsNumber);
    }

    @JsonValue
    @Override
    public String toString() {
        String numbers = major + "." + minor + "." + patch;
        return preRelease.isEmpty() ? numbers : numbers + "-" + String.join(".", preRelease);
    }
}
