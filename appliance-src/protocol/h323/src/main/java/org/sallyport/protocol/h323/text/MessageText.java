package org.sallyport.protocol.h323.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.Content;
import org.sallyport.protocol.h323.h225.EnumeratedParameter;
import org.sallyport.protocol.h323.h225.GenericData;
import org.sallyport.protocol.h323.h245.GenericMessage;
import org.sallyport.protocol.h323.h245.GenericParameter;
import org.sallyport.protocol.h323.h245.ParameterValue;
import org.sallyport.protocol.h323.h450.H4501SupplementaryService;
import org.sallyport.protocol.h323.h450.Invoke;
import org.sallyport.protocol.h323.nested.FeatureParameter;
import org.sallyport.protocol.h323.nested.GenericMessages;
import org.sallyport.protocol.h323.nested.Operation;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.Additions;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.rewrite.AddressForms;
import org.sallyport.protocol.h323.rewrite.IpTransportAddress;
import org.sallyport.protocol.h323.rewrite.MessageRewriter;

/**
 * A message as a tree, one member a line, two spaces a level: {@code callSignalAddress[0]: ipAddress 192.0.2.1:1720}. What is
 * encoded within follows indented, passwords and keys are left out.
 */
public final class MessageText {
    private static final int MAX_OCTETS = 64;
    private static final Pattern WORDS = Pattern.compile("([ -~]{4,})\u0000*");
    private static final int MAX_CHARACTERS = 64 * 1024;

    /** Members that nobody may read in a log: of H.235 tokens. */
    private static final Set<String> SECRETS =
            Set.of("password", "keyMaterial", "clearSaltingKey", "genericKeyMaterial", "secureChannel");

    /** Members that the line of an address says already. */
    private static final Set<String> PARTS_OF_ADDRESS = Set.of("ip", "port", "network", "tsapIdentifier");

    private final StringBuilder text = new StringBuilder();
    private int nesting;

    private MessageText() {}

    /** The tree below the name of the type; lines end in a line feed. */
    public static String of(String name, PerValue value) {
        MessageText text = new MessageText();
        text.write(name, value, 0);
        if (text.full()) {
            text.text.append("...\n");
        }
        return text.text.toString();
    }

    private boolean full() {
        return text.length() > MAX_CHARACTERS;
    }

    private void line(int depth, String words) {
        if (!full()) {
            text.repeat(' ', depth * 2).append(words).append('\n');
        }
    }

    private void write(String name, Object value, int depth) {
        switch (value) {
            case PerValue typed -> writeTyped(name, typed, depth);
            case List<?> list -> writeList(name, list, depth);
            default -> line(depth, name + ": " + (SECRETS.contains(name) ? "(not shown)" : plain(value)));
        }
    }

    private void writeList(String name, List<?> list, int depth) {
        if (list.isEmpty()) {
            line(depth, name + ": none");
        }
        for (int i = 0; i < list.size(); i++) {
            write(name + "[" + i + "]", list.get(i), depth);
        }
    }

    private void writeTyped(String name, PerValue value, int depth) {
        Members members = new Members(name, depth);
        members.describe(value);
        members.head();
    }

    private static String plain(Object value) {
        return switch (value) {
            case Octets octets -> plain(octets);
            case String string -> quoted(string);
            default -> String.valueOf(value);
        };
    }

    /** In hexadecimal, only the beginning of many; names of products, which are octets too, also as text. */
    static String plain(Octets octets) {
        if (octets.length() > MAX_OCTETS) {
            return Octets.of(octets.toArray(), 0, MAX_OCTETS) + "... (" + octets.length() + " octets)";
        }
        String latin = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        Matcher words = WORDS.matcher(latin);
        return words.matches() ? octets + " " + quoted(words.group(1)) : octets.toString();
    }

    /** In quotation marks; characters that would disturb a terminal or a log as their codes. */
    static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                quoted.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private void writeContained(String name, Octets octets, PerType<?> type, int depth) {
        if (nesting == MessageRewriter.NESTING) {
            line(depth, name + ": " + plain(octets));
            return;
        }
        nesting++;
        switch (type.decode(octets)) {
            case PerResult.Decoded<?> message -> write(name + ": " + type.name(), message.value(), depth);
            case PerResult.Malformed<?> malformed -> {
                line(depth, name + ": " + plain(octets));
                line(depth + 1, malformed.toString());
            }
        }
        nesting--;
    }

    /**
     * Writes one value: a line with its name, the alternatives chosen in it and what these hold if that is a single thing; then
     * each member a level deeper.
     */
    private final class Members implements PerValue.Description {
        private final StringBuilder head;
        private final int depth;
        private boolean headed;
        private @Nullable PerValue owner;
        private @Nullable IpTransportAddress address;
        private String alternative = "";

        Members(String name, int depth) {
            this.head = new StringBuilder(name);
            this.depth = depth;
        }

        void describe(PerValue value) {
            owner = value;
            address = AddressForms.ip(value);
            value.describe(this);
        }

        void head() {
            if (!headed) {
                headed = true;
                line(depth, head.toString());
            }
        }

        private void say(String words) {
            head.append(alternative.isEmpty() && !words.isEmpty() ? ": " : " ").append(words);
        }

        @Override
        public void alternative(String chosen) {
            say(chosen);
            alternative = chosen;
            if (address != null) {
                say(address.toString());
            }
        }

        @Override
        public void value(Object value) {
            if (SECRETS.contains(alternative)) {
                say("(not shown)");
            } else if (value instanceof PerValue typed) {
                describe(typed);
            } else if (value instanceof List<?> list) {
                head();
                writeList(alternative, list, depth + 1);
            } else {
                say(plain(value));
            }
        }

        @Override
        public void member(String member, @Nullable Object value) {
            boolean shown = address != null && PARTS_OF_ADDRESS.contains(member);
            if (value == null || shown) {
                return;
            }
            head();
            PerType<?> type = typeWithin(member);
            if (type != null) {
                contained(member, value, type);
            } else if (value instanceof List<?> list
                    && (owner instanceof GenericData || owner instanceof GenericMessage)) {
                writeParameters(member, list);
            } else {
                write(member, value, depth + 1);
            }
        }

        /** What the octets of this member are an encoding of, where the schema does not say it. */
        private @Nullable PerType<?> typeWithin(String member) {
            if (owner instanceof Invoke invoke && member.equals("argument")) {
                return Operation.argumentType(invoke.opcode());
            }
            return member.equals("h4501SupplementaryService") ? H4501SupplementaryService.TYPE : null;
        }

        /** Parameters of features and generic messages show what is encoded in them. */
        private void writeParameters(String member, List<?> parameters) {
            for (int i = 0; i < parameters.size(); i++) {
                String place = member + "[" + i + "]";
                Octets octets = parameterOctets(parameters.get(i));
                PerType<?> type = parameterType(parameters.get(i));
                if (octets != null && type != null) {
                    writeContained(place, octets, type, depth + 1);
                } else {
                    write(place, parameters.get(i), depth + 1);
                }
            }
        }

        private static @Nullable Octets parameterOctets(Object parameter) {
            return switch (parameter) {
                case EnumeratedParameter one -> one.content() instanceof Content.Raw(Octets octets) ? octets : null;
                case GenericParameter one ->
                    one.parameterValue() instanceof ParameterValue.OctetString(Octets octets) ? octets : null;
                default -> null;
            };
        }

        private @Nullable PerType<?> parameterType(Object parameter) {
            if (owner instanceof GenericMessage message && parameter instanceof GenericParameter one) {
                return GenericMessages.contentType(message, one);
            }
            return owner instanceof GenericData data && parameter instanceof EnumeratedParameter one
                    ? FeatureParameter.of(data.id(), one.id())
                            .map(FeatureParameter::rawType)
                            .orElse(null)
                    : null;
        }

        @Override
        public void contained(String member, @Nullable Object octets, PerType<?> type) {
            if (octets instanceof Octets one) {
                head();
                writeContained(member, one, type, depth + 1);
            } else if (octets instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    contained(member + "[" + i + "]", list.get(i), type);
                }
            }
        }

        @Override
        public void flag(String member, boolean present) {
            if (present) {
                head();
                line(depth + 1, member);
            }
        }

        @Override
        public void additions(Additions additions) {
            for (Additions.Unknown unknown : additions.unknown()) {
                head();
                line(depth + 1, "unknown addition " + unknown.index() + ": " + plain(unknown.octets()));
            }
        }
    }
}
