package org.sallyport.core.calls.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link CallQuery} as conditions of SQL. */
final class CallFilter {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> arguments = new ArrayList<>();

    private CallFilter() {}

    static CallFilter of(CallQuery query) {
        CallFilter filter = new CallFilter();
        filter.add("started_at >= ?", query.from());
        filter.add("started_at < ?", query.to());
        filter.add("parties like ?", query.party() == null ? null : "%" + literally(query.party()) + "%");
        filter.add("outcome = ?", query.outcome());
        filter.add("direction = ?", query.direction());
        filter.add("protocol = ?", query.protocol());
        filter.add("external_address like ?", beginning(query.externalAddress()));
        filter.add("internal_address like ?", beginning(query.internalAddress()));
        return filter;
    }

    /** Leaves out all up to the last call of the page before. */
    void after(PageToken last) {
        conditions.add("(started_at, id) < (?, ?)");
        arguments.add(last.startedAt());
        arguments.add(last.id());
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    Object[] arguments() {
        return arguments.toArray();
    }

    private void add(String condition, @Nullable Object argument) {
        if (argument != null) {
            conditions.add(condition);
            arguments.add(argument);
        }
    }

    private static @Nullable String beginning(@Nullable String address) {
        return address == null ? null : literally(address) + "%";
    }

    private static String literally(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("\0", "")
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }
}
