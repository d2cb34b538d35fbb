package org.sallyport.core.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What travels: a request one way; a reply, or events until the connection closes, the other way. */
final class Frame {
    static final int MAX_REQUEST_OCTETS = 1024 * 1024;
    static final int MAX_REPLY_OCTETS = 32 * 1024 * 1024;

    private Frame() {}

    record Request(String verb, JsonNode arguments) {}

    /** Either the result or the refusal is set. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reply(
            @Nullable JsonNode result,
            ControlException.@Nullable Reason reason,
            @Nullable String detail) {

        static Reply of(@Nullable JsonNode result) {
            return new Reply(result, null, null);
        }

        static Reply refused(ControlException e) {
            return new Reply(null, e.reason(), e.getMessage());
        }
    }
}
