package org.sallyport.protocol.schema;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.schema.Type.Range;

/** How a member of some type looks in Java: its type, the expression that reads it, the statement that writes it. */
final class TypeCode {
    private final Schema schema;
    private final Scope scope;

    TypeCode(Schema schema, Scope scope) {
        this.schema = schema;
        this.scope = scope;
    }

    /** What an alias or reference comes to; the file says where the names in it are to be looked up. */
    record Resolved(SchemaFile file, Type type, @Nullable Definition definition) {}

    private Resolved resolve(SchemaFile file, Type type) {
        if (!(type instanceof Type.Reference reference)) {
            return new Resolved(file, type, null);
        }
        Definition found = schema.find(file, reference);
        return found.form() == Definition.Form.ALIAS
                ? resolve(found.file(), found.type())
                : new Resolved(found.file(), found.type(), found);
    }

    /** The type that a member declares in place, itself or as the element of its list. */
    static Type.@Nullable Declared declared(Type type) {
        return switch (type) {
            case Type.Declared declared -> declared;
            case Type.ListOf list -> declared(list.element());
            default -> null;
        };
    }

    boolean isNull(Type type) {
        return resolve(scope.file(), type).type() == Type.Simple.NULL;
    }

    /** Whether its values are generated types, lists of which are handled element by element. */
    boolean isPerValue(Type type) {
        return isPerValue(resolve(scope.file(), type));
    }

    private static boolean isPerValue(Resolved resolved) {
        return resolved.definition() != null
                || resolved.type() instanceof Type.Declared
                || (resolved.type() instanceof Type.Open open && open.contents() != null);
    }

    boolean isRewritten(Type type) {
        return schema.rewritten(scope.file(), type);
    }

    /** The list that the type is, seen through aliases. */
    Type.@Nullable ListOf list(Type type) {
        return resolve(scope.file(), type).type() instanceof Type.ListOf list ? list : null;
    }

    /** The constant for the type that is encoded in these octets, or in each of this list of octets. */
    @Nullable
    String contained(Type type) {
        Resolved resolved = resolve(scope.file(), type);
        if (resolved.type() instanceof Type.ListOf list) {
            resolved = resolve(resolved.file(), list.element());
        }
        if (resolved.type() instanceof Type.OctetString octets && octets.contained() != null) {
            return scope.type(schema.find(resolved.file(), octets.contained())) + ".TYPE";
        }
        return null;
    }

    /** The Java type; a declared one has the name given. */
    String javaType(Type type, String declaredName) {
        return javaType(resolve(scope.file(), type), declaredName);
    }

    private String javaType(Resolved resolved, String declaredName) {
        if (resolved.definition() != null) {
            return scope.type(resolved.definition());
        }
        return switch (resolved.type()) {
            case Type.Declared _ -> declaredName;
            case Type.Int(Range range) -> isInt(range) ? "int" : "long";
            case Type.OctetString _ -> scope.octets();
            case Type.BitString _ -> scope.per("BitString");
            case Type.CharacterString _ -> scope.java("java.lang", "String");
            case Type.ListOf list ->
                scope.java("java.util", "List") + "<"
                        + boxed(javaType(resolve(resolved.file(), list.element()), declaredName)) + ">";
            case Type.Open open ->
                open.contents() == null
                        ? scope.octets()
                        : javaType(resolve(resolved.file(), open.contents()), declaredName);
            case Type.Simple simple -> javaType(simple);
            case Type.Reference _ -> throw new IllegalStateException("resolved before");
        };
    }

    private String javaType(Type.Simple simple) {
        return switch (simple) {
            case BOOLEAN, NULL -> "boolean";
            case OBJECT_IDENTIFIER -> scope.per("ObjectIdentifier");
        };
    }

    private static boolean isInt(Range range) {
        return !range.extensible()
                && range.low() != null
                && range.high() != null
                && range.low() >= Integer.MIN_VALUE
                && range.high() <= Integer.MAX_VALUE;
    }

    String boxed(String javaType) {
        return switch (javaType) {
            case "int" -> scope.java("java.lang", "Integer");
            case "long" -> scope.java("java.lang", "Long");
            case "boolean" -> scope.java("java.lang", "Boolean");
            default -> javaType;
        };
    }

    /** The type of a member that may be absent. */
    String optional(String javaType) {
        String boxed = boxed(javaType);
        int generic = boxed.indexOf('<');
        int dot = boxed.lastIndexOf('.', generic < 0 ? boxed.length() : generic);
        return boxed.substring(0, dot + 1) + "@Nullable " + boxed.substring(dot + 1);
    }

    /** The constant for an item of an enumeration. */
    String item(Type type, String item) {
        return javaType(type, "") + ".Bare." + Names.member(item);
    }

    /** The expression that reads a value from {@code in}. */
    String decode(Type type, String declaredName, String in) {
        return decode(resolve(scope.file(), type), declaredName, in);
    }

    private String decode(Resolved resolved, String declaredName, String in) {
        if (resolved.definition() != null) {
            return scope.type(resolved.definition()) + ".decode(" + in + ")";
        }
        return switch (resolved.type()) {
            case Type.Declared _ -> declaredName + ".decode(" + in + ")";
            case Type.Int(Range range) -> decodeInt(range, in);
            case Type.OctetString octets -> decodeOctets(resolved.file(), octets, in);
            case Type.BitString bits -> in + "." + sized("bitString", bits.size()) + "(" + size(bits.size()) + ")";
            case Type.CharacterString string -> decodeString(string, in);
            case Type.ListOf list -> {
                Resolved element = resolve(resolved.file(), list.element());
                String e = in.equals("in") ? "e" : in + "e";
                String reading = decode(element, declaredName, e);
                String function = reading.endsWith(".decode(" + e + ")")
                        ? reading.replace(".decode(" + e + ")", "::decode")
                        : e + " -> " + reading;
                yield in + "." + sized("list", list.size()) + "(" + size(list.size()) + ", " + function + ")";
            }
            case Type.Open open ->
                open.contents() == null
                        ? in + ".openOctets()"
                        : in + ".opened(" + decodeFunction(resolve(resolved.file(), open.contents())) + ")";
            case Type.Simple simple -> decode(simple, in);
            case Type.Reference _ -> throw new IllegalStateException("resolved before");
        };
    }

    private String decodeOctets(SchemaFile file, Type.OctetString octets, String in) {
        return octets.contained() == null
                ? in + "." + sized("octets", octets.size()) + "(" + size(octets.size()) + ")"
                : in + ".encodingOf(" + scope.type(schema.find(file, octets.contained())) + ".TYPE, "
                        + size(octets.size()) + ")";
    }

    private String decodeFunction(Resolved contents) {
        if (contents.definition() == null) {
            throw new SchemaException(contents.file().name(), "an open type must hold a named sequence or choice");
        }
        return scope.type(contents.definition()) + "::decode";
    }

    private static String decode(Type.Simple simple, String in) {
        return switch (simple) {
            case BOOLEAN -> in + ".bit()";
            case NULL -> "true";
            case OBJECT_IDENTIFIER -> in + ".objectIdentifier()";
        };
    }

    private static String decodeInt(Range range, String in) {
        if (range.low() == null) {
            return in + ".integer()";
        }
        if (range.high() == null) {
            return in + ".integerFrom(" + range.low() + "L)";
        }
        return (isInt(range) ? "(int) " : "") + in + "." + sized("integer", range) + "(" + range.low() + "L, "
                + range.high() + "L)";
    }

    private String decodeString(Type.CharacterString string, String in) {
        return string.kind().equals("GeneralString")
                ? in + ".generalString()"
                : in + "." + sized("string", string.size()) + "(" + alphabet(string) + ", " + size(string.size()) + ")";
    }

    private String alphabet(Type.CharacterString string) {
        if (string.permitted() != null) {
            return "Alphabets." + Alphabets.constant(string.permitted());
        }
        return scope.per("Alphabet") + "." + string.kind().replace("String", "").toUpperCase(Locale.ROOT);
    }

    private static String sized(String method, Range range) {
        return range.extensible()
                ? "extensible" + Character.toUpperCase(method.charAt(0)) + method.substring(1)
                : method;
    }

    private static String size(Range range) {
        return (range.low() == null ? 0 : range.low()) + ", " + (range.high() == null ? -1 : range.high());
    }

    /** The statement that writes the value of this expression to {@code out}, without the semicolon. */
    String encode(Type type, String value, String out) {
        return encode(resolve(scope.file(), type), value, out);
    }

    private String encode(Resolved resolved, String value, String out) {
        if (resolved.definition() != null) {
            return value + ".encode(" + out + ")";
        }
        return switch (resolved.type()) {
            case Type.Declared _ -> value + ".encode(" + out + ")";
            case Type.Int(Range range) -> encodeInt(range, value, out);
            case Type.OctetString octets ->
                out + "." + sized("octets", octets.size()) + "(" + value + ", " + size(octets.size()) + ")";
            case Type.BitString bits ->
                out + "." + sized("bitString", bits.size()) + "(" + value + ", " + size(bits.size()) + ")";
            case Type.CharacterString string -> encodeString(string, value, out);
            case Type.ListOf list -> {
                Resolved element = resolve(resolved.file(), list.element());
                String o = out.equals("out") ? "o" : out + "o";
                yield out + "." + sized("list", list.size()) + "(" + value + ", " + size(list.size()) + ", (" + o
                        + ", e" + o + ") -> " + encode(element, "e" + o, o) + ")";
            }
            case Type.Open open ->
                open.contents() == null ? out + ".openOctets(" + value + ")" : out + ".opened(" + value + ")";
            case Type.Simple simple -> encode(simple, value, out);
            case Type.Reference _ -> throw new IllegalStateException("resolved before");
        };
    }

    private static String encode(Type.Simple simple, String value, String out) {
        return switch (simple) {
            case BOOLEAN -> out + ".bit(" + value + ")";
            case NULL -> throw new IllegalStateException("has no value");
            case OBJECT_IDENTIFIER -> out + ".objectIdentifier(" + value + ")";
        };
    }

    private static String encodeInt(Range range, String value, String out) {
        if (range.low() == null) {
            return out + ".integer(" + value + ")";
        }
        if (range.high() == null) {
            return out + ".integerFrom(" + value + ", " + range.low() + "L)";
        }
        return out + "." + sized("integer", range) + "(" + value + ", " + range.low() + "L, " + range.high() + "L)";
    }

    private String encodeString(Type.CharacterString string, String value, String out) {
        return string.kind().equals("GeneralString")
                ? out + ".generalString(" + value + ")"
                : out + "." + sized("string", string.size()) + "(" + value + ", " + alphabet(string) + ", "
                        + size(string.size()) + ")";
    }
}
