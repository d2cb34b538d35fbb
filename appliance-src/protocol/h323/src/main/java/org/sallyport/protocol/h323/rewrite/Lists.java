package org.sallyport.protocol.h323.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists that stay the same ones while nothing in them changes. */
final class Lists {
    private Lists() {}

    /** The results for all elements; the very list when each result is its element. */
    @SuppressWarnings("ReferenceEquality") // the very same element means that nothing changed
    static <T> List<T> map(List<T> values, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(values.size());
        boolean same = true;
        for (T value : values) {
            T result = change.apply(value);
            same &= result == value;
            changed.add(result);
        }
        return same ? values : List.copyOf(changed);
    }
}
