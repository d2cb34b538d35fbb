package org.sallyport.core.calls.registrations;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which registrations are wanted.
 *
 * @param text part of alias, contact, remote address or user agent, in any case; empty for all
 * @param state null for all
 * @param after identifier of the last one of the page before; empty for the first page
 * @param limit how many at most, at least 1
 */
public record RegistrationQuery(String text, @Nullable RegistrationState state, String after, int limit) {
    boolean wants(RegistrationSnapshot registration) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return (state == null || registration.state() == state)
                && (wanted.isEmpty()
                        || words(registration)
                                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(wanted)));
    }

    private static Stream<String> words(RegistrationSnapshot registration) {
        Stream<String> known = Stream.of(registration.alias(), registration.contact(), registration.remoteAddress());
        return Stream.concat(known, Stream.ofNullable(registration.userAgent()));
    }
}
