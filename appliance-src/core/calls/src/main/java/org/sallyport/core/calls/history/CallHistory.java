package org.sallyport.core.calls.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.calls.live.CallId;

/** The calls that are over, for reading. Thread-safe; blocks on the database. */
public interface CallHistory {
    /** Most calls that one page holds. */
    int MAX_PAGE_SIZE = 500;

    /**
     * A page of the calls that fit, the latest start first.
     *
     * @param pageSize 1 to {@link #MAX_PAGE_SIZE}
     * @param pageToken from the page before; null for the first
     * @throws org.sallyport.base.problem.InvalidInputException when size or token are not valid
     */
    CallPage page(CallQuery query, int pageSize, @Nullable String pageToken);

    /** One call with its ladder. */
    Optional<CallDetailRecord> find(CallId id);
}
