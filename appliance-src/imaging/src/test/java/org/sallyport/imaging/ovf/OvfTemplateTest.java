package org.sallyport.imaging.ovf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class OvfTemplateTest {
    private static final String TEMPLATE = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
              <!-- for readers of the template -->
              <Name ovf:id="${name}">The ${name}, version ${release}</Name>
              <Property ovf:key="free" ovf:qualifiers="MaxLen(20)" ovf:value=""/>
              <Property ovf:key="secret" ovf:qualifiers="MaxLen(20)" ovf:password="true" ovf:value=""/>
              <Property ovf:key="choice" ovf:qualifiers="ValueMap{&quot;one&quot;,&quot;two&quot;}" ovf:value="one"/>
            </Envelope>
            """;

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "\"quoted\"",
                "it's",
                "a < b > c",
                "&amp; &",
                "]]>",
                "<!--",
                "Grüße 漢字 \uD83D\uDE00",
                "two\nlines",
                "tab\t",
                "\r",
                "${name}",
                "$1\\2",
                ""
            })
    void anyTextComesThrough(String text) throws IOException {
        Document filled = fill(Map.of("name", text, "release", text), Map.of("free", text));
        Element name =
                (Element) filled.getElementsByTagNameNS(OvfXml.OVF, "Name").item(0);
        assertThat(name.getAttributeNS(OvfXml.OVF, "id")).isEqualTo(text);
        assertThat(name.getTextContent()).isEqualTo("The " + text + ", version " + text);
        assertThat(property(filled, 0)).isEqualTo(text);
    }

    @Test
    void leavesCommentsOut() throws IOException {
        String text = new String(write(Map.of("name", "n", "release", "r"), Map.of()), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Envelope ")
                .doesNotContain("readers");
        assertThat(text.lines()).doesNotContain("", "  ");
    }

    @Test
    void refusesValuesThatHaveNoPlaceAndPlacesThatHaveNoValue() {
        assertThatThrownBy(() -> fill(Map.of("name", "n"), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("${release}: There is no value of this name.");
        assertThatThrownBy(() -> fill(Map.of("name", "n", "release", "r", "cpus", "1"), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("[cpus]: The template says nowhere where these go.");
    }

    @Test
    void refusesWrongAnswersAllAtOnceAndKeepsSecrets() {
        Map<String, String> answers =
                Map.of("choice", "three", "none", "x", "secret", "hidden\u0001", "free", "x".repeat(21));
        assertThatThrownBy(() -> fill(Map.of("name", "n", "release", "r"), answers))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("choice = three: It is none of the choices. Take one of \"one\",\"two\".")
                .hasMessageContaining("property = none: The template asks no such question.")
                .hasMessageContaining("secret = ***: It has a control character.")
                .hasMessageContaining("It is too long. Take 20 characters at most.")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void refusesDocumentTypesAndWhatIsNotXml() throws IOException {
        for (String text :
                new String[] {"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", "<a></b>", ""}) {
            Path template = Files.writeString(directory.resolve("bad.ovf"), text);
            assertThatThrownBy(() -> OvfTemplate.fill(template, Map.of(), Map.of()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("No OVF descriptor");
        }
    }

    private Document fill(Map<String, String> values, Map<String, String> answers) throws IOException {
        return OvfXml.parse("filled", write(values, answers));
    }

    private byte[] write(Map<String, String> values, Map<String, String> answers) throws IOException {
        return OvfTemplate.fill(Files.writeString(directory.resolve("t.ovf"), TEMPLATE), values, answers);
    }

    private static String property(Document document, int index) {
        Element property = (Element)
                document.getElementsByTagNameNS(OvfXml.OVF, "Property").item(index);
        return property.getAttributeNS(OvfXml.OVF, "value");
    }
}
