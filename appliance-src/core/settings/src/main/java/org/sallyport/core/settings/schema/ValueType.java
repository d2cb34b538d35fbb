package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are read, written and spoken of.
 *
 * @param name for the catalogue
 * @param form for problems and remedies: "a duration such as 30s, 5m or 1h"
 * @param parse null when a node is none of it
 * @param write the normal form of a value
 * @param allowed the only values, if there are few
 * @param order of values that have bounds
 * @param placeholder stands for a value that could not be read, so that the rest can be
 */
public record ValueType<T>(
        String name,
        String form,
        Parse<T> parse,
        Function<T, JsonNode> write,
        List<String> allowed,
        @Nullable Comparator<T> order,
        T placeholder) {

    /** Reads a node. */
    @FunctionalInterface
    public interface Parse<T> {
        @Nullable
        T of(JsonNode node);
    }

    private static final int LONGEST_TEXT = 255;
    /** RFC 1123 section 2.1: labels of letters, digits and hyphens; the last label is no number. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    static ValueType<String> text() {
        return new ValueType<>(
                "text",
                "text of 1 to " + LONGEST_TEXT + " characters",
                node -> node.isTextual()
                                && !node.textValue().isBlank()
                                && node.textValue().length() <= LONGEST_TEXT
                        ? node.textValue()
                        : null,
                TextNode::valueOf,
                List.of(),
                null,
                "");
    }

    static ValueType<Integer> number() {
        return new ValueType<>(
                "number",
                "a whole number",
                node -> node.isIntegralNumber() && node.canConvertToInt() ? (Integer) node.intValue() : null,
                IntNode::valueOf,
                List.of(),
                Comparator.naturalOrder(),
                0);
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>(
                "flag",
                "true or false",
                node -> node.isBoolean() ? (Boolean) node.booleanValue() : null,
                BooleanNode::valueOf,
                List.of(),
                null,
                false);
    }

    /** Any number of certificates in PEM, one after the other. */
    static ValueType<List<X509Certificate>> certificates() {
        return new ValueType<>(
                "certificates",
                "certificates in PEM form, at most " + CertificateText.MOST,
                node -> node.isTextual() ? CertificateText.parse(node.textValue()) : null,
                certificates -> TextNode.valueOf(CertificateText.write(certificates)),
                List.of(),
                null,
                List.of());
    }

    /**
     * A list of values, as a list or as text with commas or spaces between them.
     *
     * @param plural names several values in problems and remedies: "addresses"
     */
    static <T> ValueType<List<T>> listOf(ValueType<T> one, String plural) {
        return new ValueType<>(
                "list of " + one.name,
                "a list of " + plural + ", each " + one.form,
                node -> all(one, elements(node)),
                values -> {
                    ArrayNode array = JsonNodeFactory.instance.arrayNode();
                    values.forEach(value -> array.add(one.write.apply(value)));
                    return array;
                },
                one.allowed,
                null,
                List.of());
    }

    private static List<JsonNode> elements(JsonNode node) {
        if (node.isTextual()) {
            return Arrays.stream(node.textValue().split("[,\\s]+", -1))
                    .filter(part -> !part.isEmpty())
                    .<JsonNode>map(TextNode::valueOf)
                    .toList();
        }
        return node.isArray() ? List.copyOf(node.valueStream().toList()) : List.of(node);
    }

    private static <T> @Nullable List<T> all(ValueType<T> one, List<JsonNode> elements) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : elements) {
            T value = one.parse.of(element);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return List.copyOf(values);
    }

    static ValueType<Duration> duration() {
        return new ValueType<>(
                "duration",
                "a duration such as 30s, 5m, 1h or 365d",
                node -> node.isTextual() ? DurationText.parse(node.textValue()) : null,
                duration -> TextNode.valueOf(DurationText.write(duration)),
                List.of(),
                Comparator.naturalOrder(),
                Duration.ZERO);
    }

    public static ValueType<InetAddress> address() {
        return new ValueType<>(
                "address",
                "an IPv4 or IPv6 address such as 192.0.2.10 or 2001:db8::10",
                node -> node.isTextual() ? literal(node.textValue()) : null,
                address -> TextNode.valueOf(address.getHostAddress()),
                List.of(),
                null,
                InetAddress.getLoopbackAddress());
    }

    public static ValueType<String> host() {
        return new ValueType<>(
                "host",
                "an address such as 192.0.2.10 or a domain such as sip.example.com",
                node -> node.isTextual() && isHost(node.textValue()) ? node.textValue() : null,
                TextNode::valueOf,
                List.of(),
                null,
                "localhost");
    }

    static ValueType<Path> file() {
        return new ValueType<>(
                "file",
                "a path such as /var/lib/sallyport",
                node -> node.isTextual() && !node.textValue().isBlank() ? path(node.textValue()) : null,
                path -> TextNode.valueOf(path.toString()),
                List.of(),
                null,
                Path.of(""));
    }

    public static <E extends Enum<E>> ValueType<E> choice(List<E> values) {
        List<String> allowed = values.stream().map(ValueType::key).toList();
        return new ValueType<>(
                "choice",
                "one of " + String.join(", ", allowed),
                node -> node.isTextual()
                        ? values.stream()
                                .filter(value -> key(value).equals(node.textValue()))
                                .findFirst()
                                .orElse(null)
                        : null,
                value -> TextNode.valueOf(key(value)),
                allowed,
                null,
                values.getFirst());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isHost(String text) {
        return literal(text) != null || DOMAIN.matcher(text).matches();
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
