package org.sallyport.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.schema.Type.Member;
import org.sallyport.protocol.schema.Type.Range;

/** The notation is read as it is written, and says where it is not understood. */
class SchemaParserTest {
    private static final String HEAD = "# Example 1: all\npackage example\n";

    @Test
    void aMemberIsALine() {
        Type.Sequence sequence = (Type.Sequence) only("""
                sequence Example
                  count int 0..255
                  rate int 1..,...
                  digits IA5String 1..128 from "0123 #" ?
                  on boolean ? FALSE
                  ...
                  parts list 2 octets containing Example ?
                """);
        assertThat(sequence.root())
                .containsExactly(
                        new Member("count", new Type.Int(new Range(0L, 255L, false)), false, null),
                        new Member("rate", new Type.Int(new Range(1L, null, true)), false, null),
                        new Member(
                                "digits",
                                new Type.CharacterString("IA5String", new Range(1L, 128L, false), "0123 #"),
                                true,
                                null),
                        new Member("on", Type.Simple.BOOLEAN, true, "FALSE"));
        assertThat(sequence.extensible()).isTrue();
        assertThat(sequence.additions())
                .containsExactly(new Member(
                        "parts",
                        new Type.ListOf(
                                new Range(2L, 2L, false),
                                new Type.OctetString(Range.NONE, new Type.Reference("Example"))),
                        true,
                        null));
    }

    @Test
    void membersOfADeclaredTypeStandBelow() {
        Type.Sequence sequence = (Type.Sequence) only("""
                sequence Example
                  kinds list 1..4 choice ?
                    plain null
                    ...
                  last null ?
                """);
        Type.ListOf kinds = (Type.ListOf) sequence.root().getFirst().type();
        assertThat(kinds.element())
                .isEqualTo(
                        new Type.Choice(List.of(new Member("plain", Type.Simple.NULL, false, null)), true, List.of()));
        assertThat(sequence.root()).extracting(Member::name).containsExactly("kinds", "last");
        assertThat(sequence.root()).extracting(Member::optional).containsExactly(true, true);
    }

    @Test
    void whatIsNotUnderstoodIsNamedWithItsLine() {
        assertWrong("sequence Example\n    count int\n", "example.schema:4: indented too far");
        assertWrong("sequence Example\n count int\n", "example.schema:4: indented by 1 spaces");
        assertWrong("sequence Example\n  count int 0..255 or so\n", "example.schema:4: \"or\" is not expected here");
        assertWrong("choice Example\n  ...\n  a null\n  ...\n", "example.schema:6: a second extension marker");
        assertWrong("alias Example int\n", "example.schema:3: expected: alias Name = type");
    }

    @Test
    void namesAreFoundOrMissed() {
        assertThatThrownBy(() -> sources("sequence Example\n  other Other\n"))
                .hasMessage("example.schema: Other is defined nowhere");
        assertThatThrownBy(() -> sources("alias Example = int\n\nalias Example = oid\n"))
                .hasMessage("example.schema: example.Example is defined twice");
        assertThatThrownBy(() -> sources("sequence A-B\n  x int\n\nsequence AB\n  x int\n"))
                .hasMessage("example.schema: A-B and AB have the same name in Java");
    }

    @Test
    void onlyWhatCanHoldSomethingToRewriteIsRewritten() {
        Map<Path, String> sources = sources("""
                choice Place visited
                  here null

                sequence Holder
                  inner Inner ?
                  name IA5String

                sequence Inner
                  outer Holder ?
                  places list Place

                sequence Plain
                  name IA5String
                """);
        assertThat(source(sources, "Holder")).contains("rewriter.rewriteOptional(this.inner)");
        assertThat(source(sources, "Inner")).contains("rewriter.rewriteAll(this.places)");
        assertThat(source(sources, "Plain")).doesNotContain("rewriter");
    }

    @Test
    void namesOfTheStandardBecomeNamesOfJava() {
        assertThat(Names.member("h323-uu-pdu")).isEqualTo("h323UuPdu");
        assertThat(Names.member("default")).isEqualTo("default_");
        assertThat(Names.type("Setup-UUIE")).isEqualTo("SetupUUIE");
        assertThat(Names.type("t30-indicator")).isEqualTo("T30Indicator");
    }

    private static String source(Map<Path, String> sources, String name) {
        return sources.getOrDefault(Path.of("org/sallyport/protocol/h323/example", name + ".java"), "");
    }

    private static Map<Path, String> sources(String text) {
        return SchemaCompiler.sources(new Schema(parsed(text)));
    }

    private static List<Definition> parsed(String text) {
        return SchemaParser.parse("example.schema", (HEAD + text).lines().toList());
    }

    private static Type only(String text) {
        List<Definition> definitions = parsed(text);
        assertThat(definitions).hasSize(1);
        return definitions.getFirst().type();
    }

    private static void assertWrong(String text, String message) {
        assertThatThrownBy(() -> parsed(text)).hasMessageStartingWith(message);
    }
}
