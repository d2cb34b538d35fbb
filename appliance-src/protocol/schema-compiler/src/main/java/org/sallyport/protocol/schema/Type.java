package org.sallyport.protocol.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line of the notation says that a member is. */
sealed interface Type {
    /** Types that are declared with their members, be it by name or within another. */
    sealed interface Declared extends Type {}

    /**
     * SEQUENCE.
     *
     * @param root members before the extension marker
     * @param additions members behind it
     */
    record Sequence(List<Member> root, boolean extensible, List<Member> additions) implements Declared {}

    /** CHOICE. */
    record Choice(List<Member> root, boolean extensible, List<Member> additions) implements Declared {}

    /** ENUMERATED. */
    record Enumeration(List<String> root, boolean extensible, List<String> additions) implements Declared {}

    /** INTEGER. */
    record Int(Range range) implements Type {}

    /** OCTET STRING; {@code contained} names the type that its octets are an encoding of. */
    record OctetString(Range size, @Nullable Reference contained) implements Type {}

    /** BIT STRING. */
    record BitString(Range size) implements Type {}

    /** A character string of this kind; {@code permitted} are the only characters it may hold. */
    record CharacterString(
            String kind, Range size, @Nullable String permitted) implements Type {}

    /** SEQUENCE OF, SET OF. */
    record ListOf(Range size, Type element) implements Type {}

    /** An open type; {@code contents} is null where only other members tell what is in it. */
    record Open(@Nullable Reference contents) implements Type {}

    /** Another type, by its name or by package and name. */
    record Reference(String name) implements Type {}

    /** The types that need nothing said about them. */
    enum Simple implements Type {
        BOOLEAN,
        NULL,
        OBJECT_IDENTIFIER
    }

    /** A member of a sequence or alternative of a choice. */
    record Member(
            String name,
            Type type,
            boolean optional,
            @Nullable String absent) {}

    /**
     * Bounds of a number or of a size.
     *
     * @param low null without a lower bound
     * @param high null without an upper bound
     */
    record Range(@Nullable Long low, @Nullable Long high, boolean extensible) {
        static final Range NONE = new Range(null, null, false);
    }
}
