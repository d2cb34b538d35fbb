package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.model.Secret;

/**
 * Reads one section of a document. Each call declares a setting and returns its value; where the document is wrong, the
 * problem is noted and a placeholder returned, so that one reading finds them all. Keys that no call declared are refused.
 */
public final class SettingsReader {
    /** What a secret looks like wherever it is shown; given back, it means the secret that is stored. */
    public static final String MASK = "***";

    private static final Pattern SECRET_NAME = Pattern.compile("password|secret|passphrase|token");

    private final Journal journal;
    private final String path;
    private final ObjectNode given;
    private final ObjectNode effective = JsonNodeFactory.instance.objectNode();
    private final Map<String, List<String>> declared = new LinkedHashMap<>();

    private SettingsReader(Journal journal, String path, ObjectNode given) {
        this.journal = journal;
        this.path = path;
        this.given = given;
    }

    /**
     * Reads a whole document.
     *
     * @param secrets opens sealed secrets
     */
    public static <T> Reading<T> read(ObjectNode document, SecretOpener secrets, Section<T> declaration) {
        Journal journal = new Journal(secrets);
        SettingsReader reader = new SettingsReader(journal, "", document);
        T value = declaration.read(reader);
        reader.refuseUndeclared();
        return new Reading<>(value, journal.problems(), reader.effective, journal.catalogue());
    }

    public Field<String> text(String key) {
        return new Field<>(this, key, ValueType.text());
    }

    /** A whole number. */
    public Field<Integer> number(String key) {
        return new Field<>(this, key, ValueType.number());
    }

    /** Certificates in PEM, as one text. */
    public Field<List<X509Certificate>> certificates(String key) {
        return new Field<>(this, key, ValueType.certificates());
    }

    public Field<Duration> duration(String key) {
        return new Field<>(this, key, ValueType.duration());
    }

    /** A literal IP address. */
    public Field<InetAddress> address(String key) {
        return new Field<>(this, key, ValueType.address());
    }

    /** A literal IP address or a domain. */
    public Field<String> host(String key) {
        return new Field<>(this, key, ValueType.host());
    }

    /** A path in the file system. */
    public Field<Path> file(String key) {
        return new Field<>(this, key, ValueType.file());
    }

    /** One of some constants, written in lower case with hyphens. */
    public <E extends Enum<E>> Field<E> choice(String key, List<E> values) {
        return new Field<>(this, key, ValueType.choice(values));
    }

    public Field<Boolean> flag(String key) {
        return new Field<>(this, key, ValueType.flag());
    }

    /** A value of a type of the section's own. */
    public <T> Field<T> value(String key, ValueType<T> type) {
        return new Field<>(this, key, type);
    }

    /** Some values of a type; {@code plural} names them in problems. */
    public <T> Field<List<T>> values(String key, ValueType<T> type, String plural) {
        return new Field<>(this, key, ValueType.listOf(type, plural));
    }

    /** A secret that must be given. */
    public Secret requiredSecret(String key, String description) {
        declare(key, List.of(), SettingDescriptions.secret(pattern(key), description));
        Optional<JsonNode> stored = given(key);
        if (stored.isEmpty()
                || !stored.get().isTextual()
                || stored.get().textValue().isEmpty()) {
            problem(key, stored.isEmpty() ? "" : MASK, "It is missing or not text.", "Give the secret as text.");
            return new Secret("");
        }
        effective(key, JsonNodeFactory.instance.textNode(MASK));
        try {
            return journal.secrets.open(stored.get().textValue());
        } catch (UnreadableSecretException e) {
            problem(key, MASK, String.valueOf(e.getMessage()), e.remedy());
            return new Secret("");
        }
    }

    /** A section, read whether it is given or not. */
    public <T> T section(String key, String description, Section<T> declaration) {
        declare(key, List.of(), SettingDescriptions.group(pattern(key), "section", description));
        Optional<JsonNode> node = given(key);
        SettingsReader inner = node.isEmpty() ? inner(journal, key, empty()) : inner(key, node.get());
        T value = declaration.read(inner);
        inner.refuseUndeclared();
        effective(key, inner.effective);
        return value;
    }

    /** A section that may be absent. */
    public <T> Optional<T> optionalSection(String key, String description, Section<T> declaration) {
        declare(key, List.of(), SettingDescriptions.group(pattern(key), "section", description));
        declaration.read(inner(journal.muted(), key, empty()));
        return given(key).map(node -> {
            SettingsReader inner = inner(key, node);
            T value = declaration.read(inner);
            inner.refuseUndeclared();
            effective(key, inner.effective);
            return value;
        });
    }

    /**
     * A list of sections, replaced as a whole by the document that gives it.
     *
     * @param byDefault used when the document has none
     */
    public <T> List<T> list(String key, String description, ArrayNode byDefault, Section<T> declaration) {
        declare(key, List.of(), SettingDescriptions.list(pattern(key), description, byDefault));
        declaration.read(inner(journal.muted(), key + "[]", empty()));
        JsonNode node = given(key).orElse(byDefault);
        ArrayNode result = effective.putArray(key);
        if (!node.isArray()) {
            problem(key, shown(node), "It is not a list.", "Give a list of sections.");
            return List.of();
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            SettingsReader inner = inner(key + "[" + i + "]", node.get(i));
            values.add(declaration.read(inner));
            inner.refuseUndeclared();
            result.add(inner.effective);
        }
        return values;
    }

    /**
     * Notes a problem between settings unless the rule holds. A rule is not judged when a setting it speaks of has a
     * problem of its own.
     *
     * @param key where the problem is shown, relative to this section
     * @param others further settings that the rule speaks of
     */
    public void rule(boolean holds, String key, String detail, String remedy, String... others) {
        boolean judged = isSound(key);
        for (String other : others) {
            judged &= isSound(other);
        }
        if (judged && !holds) {
            journal.broken(new Problem(absolute(key), shownAt(key), detail, remedy));
        }
    }

    /** Whether everything at and below a setting that was read could be read. */
    public boolean isSound(String key) {
        return !journal.isPlaceholder(absolute(key));
    }

    Optional<JsonNode> given(String key) {
        return Optional.ofNullable(given.get(key)).filter(node -> !node.isNull());
    }

    void effective(String key, JsonNode value) {
        effective.set(key, value);
    }

    void problem(String key, String value, String detail, String remedy) {
        journal.unreadable(new Problem(absolute(key), value, detail, remedy));
    }

    void declare(String key, List<String> retired, SettingDescription description) {
        declared.put(key, retired);
        journal.describe(description);
    }

    /** A path with every list position as {@code []}. */
    String pattern(String key) {
        return absolute(key).replaceAll("\\[\\d+]", "[]");
    }

    /** A value as problems repeat it: of several lines the first, for the rest may be a key put in the wrong place. */
    static String shown(JsonNode node) {
        String text = node.isValueNode() ? node.asText() : node.toString();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end).strip() + " ...";
    }

    private String shownAt(String key) {
        JsonNode node =
                effective.at("/" + key.replace("[", "/").replace("]", "").replace('.', '/'));
        return node.isMissingNode() ? "" : shown(node);
    }

    private SettingsReader inner(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return inner(journal, key, object);
        }
        problem(key, shown(node), "It is not a section.", "Give a section of keys and values.");
        return inner(journal.muted(), key, empty());
    }

    private SettingsReader inner(Journal into, String key, ObjectNode object) {
        return new SettingsReader(into, absolute(key), object);
    }

    private String absolute(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void refuseUndeclared() {
        given.properties().stream()
                .filter(entry -> !declared.containsKey(entry.getKey()))
                .forEach(entry -> refuse(entry.getKey(), entry.getValue()));
    }

    private void refuse(String key, JsonNode value) {
        Optional<String> successor = declared.entrySet().stream()
                .filter(entry -> entry.getValue().contains(key))
                .map(Map.Entry::getKey)
                .findFirst();
        if (successor.isPresent()) {
            problem(key, shownUnlessSecret(key, value), "This key is retired.", "Use " + successor.get() + " instead.");
            return;
        }
        String remedy = NearestKey.to(key, declared.keySet())
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Known keys here: " + String.join(", ", declared.keySet()) + ".");
        problem(key, shownUnlessSecret(key, value), "This key is unknown.", remedy);
    }

    /** A misspelt key may hold a password, so a value is not repeated where one is expected or where its key says so. */
    private String shownUnlessSecret(String key, JsonNode value) {
        boolean besideSecret = journal.catalogue().stream()
                .anyMatch(setting -> setting.secret()
                        && setting.path().lastIndexOf('.') == pattern("").length() - 1
                        && setting.path().startsWith(pattern("")));
        if (besideSecret || SECRET_NAME.matcher(key).find()) {
            return MASK;
        }
        return value.isValueNode() ? shown(value) : "a section";
    }
}
