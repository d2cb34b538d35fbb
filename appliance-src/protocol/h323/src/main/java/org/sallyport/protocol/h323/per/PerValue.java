package org.sallyport.protocol.h323.per;

import org.jspecify.annotations.Nullable;

/** A value of a type of the schema: a sequence, an alternative of a choice, an enumeration's item, a number or string of its own name. */
public interface PerValue {
    /** Writes this value; throws {@link PerException} when a member is outside of what the type allows. */
    void encode(PerWriter out);

    /** Tells the members, or the alternative and its members, in the order and with the names of the standard. */
    void describe(Description description);

    /**
     * This value with each member that can hold something to rewrite handed through the rewriter; this very object when nothing
     * changed; null when a mandatory member was left out.
     */
    default @Nullable PerValue rewriteMembers(Rewriter rewriter) {
        return this;
    }

    /** Who is told what a value consists of. */
    interface Description {
        /** A member of a sequence; absent when null. Values are boxed; lists hold values. */
        void member(String name, @Nullable Object value);

        /** A member whose octets are an encoding of another type; or a list of such. */
        void contained(String name, @Nullable Object octets, PerType<?> type);

        /** A member that says nothing but that it is there. */
        void flag(String name, boolean present);

        /** What came that the schema does not know. */
        void additions(Additions additions);

        /** The chosen alternative of a choice, or the item of an enumeration; its members or its value follow. */
        void alternative(String name);

        /** The value of the alternative or of the named simple type. */
        void value(Object value);
    }
}
