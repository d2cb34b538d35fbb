package org.sallyport.core.settings.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.settings.TestDocuments;

class SettingsSchemaTest {
    private static final SettingsSchema OF_THREE_FORMS = new SettingsSchema(List.of(
            document -> document.set("signalling", document.remove("sip")),
            document -> document.withObject("signalling").put("marked", "third")));

    @Test
    void leadsEachFormThroughAllStepsAfterIt() {
        ObjectNode first = TestDocuments.document("sip: {ring-timeout: 45s}");
        assertThat(OF_THREE_FORMS.migrate(1, first))
                .isEqualTo(TestDocuments.document("signalling: {ring-timeout: 45s, marked: third}"));
        assertThat(OF_THREE_FORMS.migrate(2, TestDocuments.document("signalling: {ring-timeout: 45s}")))
                .isEqualTo(TestDocuments.document("signalling: {ring-timeout: 45s, marked: third}"));
        ObjectNode third = TestDocuments.document("signalling: {}");
        assertThat(OF_THREE_FORMS.migrate(3, third)).isEqualTo(third).isNotSameAs(third);
        assertThat(first).as("the one given").isEqualTo(TestDocuments.document("sip: {ring-timeout: 45s}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void refusesFormsThatItDoesNotKnow(int number) {
        assertThatThrownBy(() -> OF_THREE_FORMS.migrate(number, TestDocuments.document("{}")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in form " + number + ", and this release knows forms 1 to 3");
    }

    @Test
    void hasTheNumberThatUpgradePackagesState() throws IOException {
        Path stated = Path.of("../../../image/release/this");
        assertThat(Files.readAllLines(stated))
                .as("%s beside %s", stated, SettingsSchema.class)
                .anyMatch(
                        line -> line.matches("settings_schema=" + SettingsSchema.OF_THIS_RELEASE.number() + "\\s+#.*"));
    }
}
