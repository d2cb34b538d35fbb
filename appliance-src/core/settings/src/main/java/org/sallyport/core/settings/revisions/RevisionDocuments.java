package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.layers.Documents;
import org.sallyport.core.settings.layers.SettingsLayers;
import org.sallyport.core.settings.layers.SettingsView;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.schema.SettingsReader;
import org.sallyport.core.settings.secrets.SecretBox;
import org.sallyport.core.settings.secrets.SecretFields;
import org.sallyport.core.settings.sections.SettingsDocument;

/** What revisions and candidates do with documents: seal, mask, check and compare them over the settings file. */
final class RevisionDocuments {
    private final ObjectNode fileDefaults;
    private final SecretBox box;
    private final SecretFields fields = new SecretFields(SettingsDocument.catalogue());

    RevisionDocuments(ObjectNode fileDefaults, SecretBox box) {
        this.fileDefaults = fileDefaults;
        this.box = box;
    }

    /**
     * A document as stored: secrets sealed, masked ones taken from the document before, and nothing that only repeats the
     * defaults, so that an effective document may be edited and given back.
     */
    ObjectNode toStore(ObjectNode document, ObjectNode before) {
        ObjectNode sealed = fields.seal(document, before, box);
        return new Sparse(read(sealed), read(Documents.empty()).effective(), fields).of(sealed);
    }

    /** A stored document with what the settings file says below it, its secrets in clear. */
    ObjectNode inClear(ObjectNode stored) {
        return fields.open(Documents.merge(fileDefaults, stored), box);
    }

    ObjectNode mask(ObjectNode document) {
        return fields.mask(document);
    }

    Revision masked(Revision stored) {
        return new Revision(
                stored.number(),
                stored.committedAt(),
                stored.author(),
                stored.comment(),
                mask(stored.document()),
                stored.changes(),
                stored.confirmBy(),
                stored.confirmedAt());
    }

    List<Problem> problems(ObjectNode stored) {
        return read(stored).problems();
    }

    SettingsView view(long number, ObjectNode stored) {
        ObjectNode effective = read(stored).effective();
        return new SettingsView(number, effective, mask(stored), layers(stored).origins(effective));
    }

    /** The effective values that differ between stored documents; secrets are told apart, but not told. */
    List<Change> changes(ObjectNode before, ObjectNode after) {
        return told(comparable(before), comparable(after));
    }

    /** What an edited document would change, with the values that are wrong and so would change nothing. */
    List<Change> edits(ObjectNode before, ObjectNode after) {
        ObjectNode shown = comparable(after).deepCopy();
        problems(after).forEach(problem -> copy(problem.path(), after, shown));
        return told(comparable(before), shown);
    }

    /** Copies the value at a path, or the list that the path leads into, if there is one and it is no secret. */
    private void copy(String path, ObjectNode from, ObjectNode to) {
        String place = path.replaceFirst("\\[.*", "");
        String[] keys = place.split("\\.", -1);
        JsonNode value = from;
        for (String key : keys) {
            value = value.path(key);
        }
        if (value.isMissingNode() || value.isObject() || fields.holdsSecret(place)) {
            return;
        }
        ObjectNode section = to;
        for (int i = 0; i < keys.length - 1; i++) {
            section = section.get(keys[i]) instanceof ObjectNode inner ? inner : section.putObject(keys[i]);
        }
        section.set(keys[keys.length - 1], value.deepCopy());
    }

    private List<Change> told(ObjectNode before, ObjectNode after) {
        return Changes.between(before, after).stream()
                .map(change -> fields.isSecret(change.path())
                        ? new Change(change.path(), hidden(change.before()), hidden(change.after()))
                        : change)
                .toList();
    }

    private static @Nullable JsonNode hidden(@Nullable JsonNode value) {
        return value == null ? null : TextNode.valueOf(SettingsReader.MASK);
    }

    private ObjectNode comparable(ObjectNode stored) {
        return fields.unmask(read(stored).effective(), Documents.merge(fileDefaults, stored));
    }

    private Reading<Settings> read(ObjectNode stored) {
        return layers(stored).read(box);
    }

    private SettingsLayers layers(ObjectNode stored) {
        return new SettingsLayers(fileDefaults, stored);
    }
}
