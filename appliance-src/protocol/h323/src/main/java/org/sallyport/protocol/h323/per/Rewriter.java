package org.sallyport.protocol.h323.per;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/** What goes through a message and may put other values into the places of those that are there. */
public interface Rewriter {
    /**
     * The value to stand in this place: the same, another one of the same type, or null to leave the member out. Types that
     * have nothing to rewrite are never handed over. Whoever wants the members too calls {@link PerValue#rewriteMembers}.
     */
    <T extends PerValue> @Nullable T rewrite(T value);

    /** Octets that are an encoding of this type. */
    Octets rewrite(Octets octets, PerType<?> type);

    /** A member that may be absent. */
    default <T extends PerValue> @Nullable T rewriteOptional(@Nullable T value) {
        return value == null ? null : rewrite(value);
    }

    /** Octets that are an encoding of this type and may be absent. */
    default @Nullable Octets rewriteOptional(@Nullable Octets octets, PerType<?> type) {
        return octets == null ? null : rewrite(octets, type);
    }

    /** The same list when nothing changed; elements for which there is no value are left out. */
    @SuppressWarnings("ReferenceEquality") // the very same value means that nothing changed
    default <T extends PerValue> List<T> rewriteAll(List<T> values) {
        List<T> changed = null;
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            T replacement = rewrite(value);
            if (replacement != value && changed == null) {
                changed = new ArrayList<>(values.subList(0, i));
            }
            if (changed != null && replacement != null) {
                changed.add(replacement);
            }
        }
        return changed == null ? values : List.copyOf(changed);
    }

    /** The same list when nothing changed; absent when every element was left out. */
    default <T extends PerValue> @Nullable List<T> rewriteAllOptional(@Nullable List<T> values) {
        if (values == null) {
            return null;
        }
        List<T> replacement = rewriteAll(values);
        return replacement.isEmpty() && !values.isEmpty() ? null : replacement;
    }

    /** A list of octets that each are an encoding of this type. */
    @SuppressWarnings("ReferenceEquality") // as above
    default List<Octets> rewriteAll(List<Octets> values, PerType<?> type) {
        List<Octets> changed = null;
        for (int i = 0; i < values.size(); i++) {
            Octets replacement = rewrite(values.get(i), type);
            if (replacement != values.get(i) && changed == null) {
                changed = new ArrayList<>(values);
            }
            if (changed != null) {
                changed.set(i, replacement);
            }
        }
        return changed == null ? values : List.copyOf(changed);
    }

    /** A list of octets that may be absent. */
    default @Nullable List<Octets> rewriteAllOptional(@Nullable List<Octets> values, PerType<?> type) {
        return values == null ? null : rewriteAll(values, type);
    }
}
