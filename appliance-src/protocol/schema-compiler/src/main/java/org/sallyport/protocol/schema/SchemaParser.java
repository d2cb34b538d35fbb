package org.sallyport.protocol.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.schema.Type.Member;
import org.sallyport.protocol.schema.Type.Range;

/** Reads a file of the notation. */
final class SchemaParser {
    private static final Pattern RANGE = Pattern.compile("(-?\\d+)(\\.\\.(-?\\d+)?)?(,\\.\\.\\.)?");
    private static final String MARKER = "...";
    private static final Set<String> FORMS = Set.of("sequence", "choice", "enum");

    private final Lines lines;
    private final SchemaFile file;

    private SchemaParser(Lines lines) {
        this.lines = lines;
        this.file = SchemaFile.read(lines);
    }

    /** All definitions of the file with these lines. */
    static List<Definition> parse(String name, List<String> raw) {
        SchemaParser parser = new SchemaParser(new Lines(name, raw));
        List<Definition> definitions = new ArrayList<>();
        while (parser.lines.more()) {
            definitions.add(parser.definition());
        }
        return definitions;
    }

    private Definition definition() {
        Lines.Line line = lines.next();
        if (line.depth() != 0) {
            throw line.wrong("indented, but not below a sequence, choice or enum");
        }
        List<String> words = line.words();
        String form = words.getFirst();
        String name = words.get(1);
        if (form.equals("alias") || form.equals("value")) {
            if (words.size() < 4 || !words.get(2).equals("=")) {
                throw line.wrong("expected: " + form + " Name = type");
            }
            Words type = new Words(line, words.subList(3, words.size()));
            boolean value = form.equals("value");
            return new Definition(
                    file, name, value ? Definition.Form.VALUE : Definition.Form.ALIAS, type(type, line, true), value);
        }
        boolean visited = words.size() == 3 && words.get(2).equals("visited");
        if (words.size() != (visited ? 3 : 2)) {
            throw line.wrong("expected: " + form + " Name, and \"visited\" at most");
        }
        Type type = type(new Words(line, List.of(form)), line, true);
        return new Definition(file, name, Definition.Form.DECLARED, type, visited);
    }

    /** The words of a line, from left to right. */
    private static final class Words {
        private final Lines.Line line;
        private final List<String> words;
        private int at;

        Words(Lines.Line line, List<String> words) {
            this.line = line;
            this.words = words;
        }

        @Nullable
        String peek() {
            return at < words.size() ? words.get(at) : null;
        }

        String next() {
            if (at == words.size()) {
                throw line.wrong("ends where a type was expected");
            }
            return words.get(at++);
        }

        boolean take(String word) {
            boolean there = word.equals(peek());
            at += there ? 1 : 0;
            return there;
        }

        Range range() {
            Matcher matcher = RANGE.matcher(at < words.size() ? words.get(at) : "");
            if (!matcher.matches()) {
                return Range.NONE;
            }
            at++;
            Long low = Long.valueOf(matcher.group(1));
            Long high =
                    matcher.group(3) != null ? Long.valueOf(matcher.group(3)) : matcher.group(2) == null ? low : null;
            return new Range(low, high, matcher.group(4) != null);
        }

        void end() {
            if (peek() != null) {
                throw line.wrong("\"" + peek() + "\" is not expected here");
            }
        }
    }

    /** A type; that of a definition or the last of a line may have its members on the lines below. */
    private Type type(Words words, Lines.Line line, boolean whole) {
        String word = words.next();
        Type type = FORMS.contains(word) ? declared(word, line) : simple(word, words, line);
        if (whole) {
            words.end();
        }
        return type;
    }

    private Type simple(String word, Words words, Lines.Line line) {
        return switch (word) {
            case "boolean" -> Type.Simple.BOOLEAN;
            case "null" -> Type.Simple.NULL;
            case "oid" -> Type.Simple.OBJECT_IDENTIFIER;
            case "int" -> new Type.Int(words.range());
            case "bits" -> new Type.BitString(words.range());
            case "octets" -> {
                Range size = words.range();
                boolean contains = words.take("containing");
                yield new Type.OctetString(size, contains ? new Type.Reference(words.next()) : null);
            }
            case "IA5String", "BMPString", "NumericString", "PrintableString", "GeneralString" -> {
                Range size = words.range();
                yield new Type.CharacterString(word, size, words.take("from") ? unquoted(words.next()) : null);
            }
            case "list" -> new Type.ListOf(words.range(), type(words, line, false));
            case "open" -> {
                boolean known = words.peek() != null && !words.peek().equals("?");
                yield new Type.Open(known ? new Type.Reference(words.next()) : null);
            }
            default -> new Type.Reference(word);
        };
    }

    private static String unquoted(String word) {
        return word.substring(1, word.length() - 1);
    }

    private Type.Declared declared(String form, Lines.Line owner) {
        List<Member> root = new ArrayList<>();
        List<Member> additions = new ArrayList<>();
        boolean extensible = false;
        while (lines.peek().depth() == owner.depth() + 1) {
            Lines.Line line = lines.next();
            if (line.text().equals(MARKER)) {
                if (extensible) {
                    throw line.wrong("a second extension marker");
                }
                extensible = true;
            } else {
                (extensible ? additions : root).add(member(line, form));
            }
        }
        if (lines.peek().depth() > owner.depth() + 1) {
            throw lines.peek().wrong("indented too far");
        }
        return switch (form) {
            case "sequence" -> new Type.Sequence(List.copyOf(root), extensible, List.copyOf(additions));
            case "choice" -> new Type.Choice(List.copyOf(root), extensible, List.copyOf(additions));
            default -> new Type.Enumeration(names(root), extensible, names(additions));
        };
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private Member member(Lines.Line line, String form) {
        List<String> words = line.words();
        if (form.equals("enum")) {
            return new Member(words.getFirst(), Type.Simple.NULL, false, null);
        }
        int mark = words.indexOf("?");
        boolean optional = mark > 0;
        Words type = new Words(line, words.subList(1, optional ? mark + 1 : words.size()));
        String absent = optional && words.size() > mark + 1 ? words.get(mark + 1) : null;
        Type read = memberType(type, line);
        return new Member(words.getFirst(), read, optional, absent);
    }

    private Type memberType(Words words, Lines.Line line) {
        Type type = type(words, line, false);
        words.take("?");
        words.end();
        return type;
    }
}
