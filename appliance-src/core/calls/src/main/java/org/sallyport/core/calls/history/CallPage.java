package org.sallyport.core.calls.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.CallSnapshot;

/**
 * Some calls of the history, the latest start first.
 *
 * @param nextPageToken asks for the calls that follow; null on the last page
 */
public record CallPage(List<CallSnapshot> calls, @Nullable String nextPageToken) {}
