package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The declaration of one setting; its last call ({@link #byDefault}, {@link #required}, {@link #optional}) reads it. */
public final class Field<T> {
    private final SettingsReader reader;
    private final String key;
    private final ValueType<T> type;
    private String unit = "";
    private String description = "";
    private List<String> retired = List.of();
    private @Nullable T least;
    private @Nullable T most;

    Field(SettingsReader reader, String key, ValueType<T> type) {
        this.reader = reader;
        this.key = key;
        this.type = type;
    }

    /** What it does, one or two sentences. */
    public Field<T> describe(String text) {
        this.description = text;
        return this;
    }

    /** Unit of a number, such as {@code kbit/s}. */
    public Field<T> unit(String text) {
        this.unit = text;
        return this;
    }

    /** Bounds, inclusive. */
    public Field<T> range(T smallest, T largest) {
        this.least = smallest;
        this.most = largest;
        return this;
    }

    /** Keys that it once had or is taken for: refused, with this one's name. */
    public Field<T> retired(String... names) {
        this.retired = List.of(names);
        return this;
    }

    /** The value given, else this one. */
    public T byDefault(T value) {
        return byDefault(value, type.write().apply(value));
    }

    /** The value given, else that of another setting, which the catalogue names. */
    public T byDefaultSameAs(String otherKey, T value) {
        return byDefault(value, TextNode.valueOf("same as " + otherKey));
    }

    private T byDefault(T value, JsonNode shown) {
        declare(shown, false);
        Optional<JsonNode> given = reader.given(key);
        T read = given.isEmpty() ? value : read(given.get(), value);
        reader.effective(key, type.write().apply(read));
        return read;
    }

    /** The value given, or a problem. */
    public T required() {
        declare(null, true);
        Optional<JsonNode> given = reader.given(key);
        if (given.isEmpty()) {
            reader.problem(key, "", "It is missing.", "Give " + wanted() + ".");
            return type.placeholder();
        }
        T read = read(given.get(), type.placeholder());
        reader.effective(key, type.write().apply(read));
        return read;
    }

    /** The value given, if one is. */
    public Optional<T> optional() {
        declare(null, false);
        Optional<T> read = reader.given(key).map(node -> read(node, type.placeholder()));
        read.ifPresent(value -> reader.effective(key, type.write().apply(value)));
        return read;
    }

    private T read(JsonNode node, T otherwise) {
        T value = type.parse().of(node);
        if (value == null) {
            reader.problem(key, SettingsReader.shown(node), "It is not " + type.form() + ".", "Give " + wanted() + ".");
            return otherwise;
        }
        if (isOutside(value)) {
            reader.problem(key, SettingsReader.shown(node), "It is out of range.", "Give " + wanted() + ".");
            return otherwise;
        }
        return value;
    }

    private boolean isOutside(T value) {
        Comparator<T> order = type.order();
        return order != null
                && ((least != null && order.compare(value, least) < 0)
                        || (most != null && order.compare(value, most) > 0));
    }

    private String wanted() {
        String bounds = least == null ? "" : " from " + bound(least) + " to " + bound(most);
        return type.form() + bounds + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    private String bound(@Nullable T value) {
        return value == null ? "" : SettingsReader.shown(type.write().apply(value));
    }

    private void declare(@Nullable JsonNode shownDefault, boolean required) {
        reader.declare(
                key,
                retired,
                new SettingDescription(
                        reader.pattern(key),
                        type.name(),
                        shownDefault,
                        required,
                        unit,
                        description,
                        type.allowed(),
                        bound(least),
                        bound(most),
                        false,
                        retired));
    }
}
