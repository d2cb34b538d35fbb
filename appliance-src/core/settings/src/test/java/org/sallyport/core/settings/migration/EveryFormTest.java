package org.sallyport.core.settings.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.sections.SettingsDocument;

/**
 * One and the same document in each form that settings ever had, in {@code forms} of the test resources. Who adds a step writes down
 * there what the newest document becomes by it; those before are never changed.
 */
class EveryFormTest {
    private static final Path FORMS = Path.of("src/test/resources/forms");
    private static final SettingsSchema NEWEST = SettingsSchema.OF_THIS_RELEASE;

    private static Path file(int form) {
        return FORMS.resolve("form-" + form + ".yaml");
    }

    private static ObjectNode document(int form) throws IOException {
        return TestDocuments.document(Files.readString(file(form)));
    }

    /** The forms of a schema of which there is no document, and documents that are of none. */
    private static List<String> amiss(SettingsSchema schema) throws IOException {
        List<String> wanted = IntStream.rangeClosed(1, schema.number())
                .mapToObj(form -> file(form).getFileName().toString())
                .toList();
        List<String> amiss = new ArrayList<>(wanted);
        try (Stream<Path> files = Files.list(FORMS)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !amiss.remove(name))
                    .forEach(amiss::add);
        }
        return amiss;
    }

    @Test
    void hasADocumentOfEachForm() throws IOException {
        assertThat(amiss(NEWEST))
                .as("forms without a document in %s, or documents too many", FORMS)
                .isEmpty();
    }

    @Test
    void wouldMissTheDocumentOfAFormMore() throws IOException {
        List<SettingsSchema.Step> steps = new ArrayList<>();
        IntStream.rangeClosed(1, NEWEST.number()).forEach(_ -> steps.add(_ -> {}));
        SettingsSchema later = new SettingsSchema(steps);
        assertThat(amiss(later)).containsExactly("form-" + later.number() + ".yaml");
    }

    static Stream<Arguments> pairs() {
        return IntStream.rangeClosed(1, NEWEST.number())
                .boxed()
                .flatMap(to -> IntStream.rangeClosed(1, to).mapToObj(from -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void migratesAsAWhole(int from, int to) throws IOException {
        assertThat(NEWEST.at(to).migrate(from, document(from))).isEqualTo(document(to));
    }

    @Test
    void theNewestIsTakenAsItIs() throws IOException {
        ObjectNode newest = document(NEWEST.number());
        assertThat(SettingsDocument.read(newest, Secret::new).problems()).isEmpty();
        assertThat(newest.properties().stream().map(section -> section.getKey()))
                .as("sections of the document")
                .contains("network", "sip", "media", "turn", "capacity", "management");
    }
}
