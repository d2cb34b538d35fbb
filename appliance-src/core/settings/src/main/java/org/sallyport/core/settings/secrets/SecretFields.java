package org.sallyport.core.settings.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.schema.SettingDescription;
import org.sallyport.core.settings.schema.SettingsReader;

/** Knows which values of a document are secrets. Its methods never change their arguments. Thread-safe. */
public final class SecretFields {
    private final Set<String> paths;

    public SecretFields(List<SettingDescription> catalogue) {
        this.paths = catalogue.stream()
                .filter(SettingDescription::secret)
                .map(SettingDescription::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a path, with list elements as {@code [...]}, leads to a secret. */
    public boolean isSecret(String path) {
        return paths.contains(path.replaceAll("\\[[^]]*]", "[]"));
    }

    /** Whether a value is a secret, or a list whose elements hold some. */
    public boolean holdsSecret(String path) {
        return isSecret(path) || paths.stream().anyMatch(secret -> secret.startsWith(path + "[]"));
    }

    /** A document to show: every secret as {@code ***}. */
    public ObjectNode mask(ObjectNode document) {
        return replace(document, (_, _) -> Optional.of(SettingsReader.MASK));
    }

    /**
     * A document to store: secrets in clear are sealed, unless the one before at the same place is the same and so stays as
     * it is; {@code ***} stands for the secret at the same place of the document before, and where that has none, it is
     * left out so that the layer below decides.
     */
    public ObjectNode seal(ObjectNode document, ObjectNode before, SecretBox box) {
        return replace(document, (pointer, text) -> {
            Optional<String> sealed = Optional.ofNullable(before.at(pointer).textValue());
            if (text.equals(SettingsReader.MASK)) {
                return sealed;
            }
            if (SecretBox.isSealed(text)) {
                return Optional.of(text);
            }
            return sealed.filter(kept -> SecretBox.isSealed(kept) && box.holds(kept, text))
                    .or(() -> Optional.of(box.seal(new Secret(text))));
        });
    }

    /**
     * A document whose secrets are in clear, to be taken to another system and for nothing else.
     *
     * @throws org.sallyport.core.settings.schema.UnreadableSecretException when one was sealed with another key
     */
    public ObjectNode open(ObjectNode document, SecretBox box) {
        return replace(document, (_, text) -> Optional.of(box.open(text).reveal()));
    }

    /** A document whose masked secrets are those of another one, to tell whether they changed. */
    public ObjectNode unmask(ObjectNode masked, ObjectNode stored) {
        return replace(
                masked,
                (pointer, text) ->
                        Optional.ofNullable(stored.at(pointer).textValue()).or(() -> Optional.of(text)));
    }

    private ObjectNode replace(ObjectNode document, BiFunction<String, String, Optional<String>> replacement) {
        ObjectNode copy = document.deepCopy();
        replaceIn(copy, "", "", replacement);
        return copy;
    }

    private void replaceIn(
            JsonNode node, String path, String pointer, BiFunction<String, String, Optional<String>> replacement) {
        switch (node) {
            case ObjectNode object ->
                List.copyOf(object.properties()).forEach(entry -> {
                    String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                    String innerPointer = pointer + "/" + entry.getKey();
                    if (paths.contains(inner) && entry.getValue().isTextual()) {
                        Optional<String> text =
                                replacement.apply(innerPointer, entry.getValue().textValue());
                        text.ifPresentOrElse(
                                value -> object.set(entry.getKey(), TextNode.valueOf(value)),
                                () -> object.remove(entry.getKey()));
                    } else {
                        replaceIn(entry.getValue(), inner, innerPointer, replacement);
                    }
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    replaceIn(array.get(i), path + "[]", pointer + "/" + i, replacement);
                }
            }
            default -> {
                // a plain value that is no secret stays as it is
            }
        }
    }
}
