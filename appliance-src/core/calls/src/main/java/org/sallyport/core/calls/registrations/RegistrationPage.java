package org.sallyport.core.calls.registrations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some registrations, the oldest first.
 *
 * @param nextPageToken asks for those that follow; null on the last page
 */
public record RegistrationPage(
        List<RegistrationSnapshot> items, @Nullable String nextPageToken) {}
