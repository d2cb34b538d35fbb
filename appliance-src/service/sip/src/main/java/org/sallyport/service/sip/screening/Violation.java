package org.sallyport.service.sip.screening;

import java.util.List;

/**
 * A rule that a message breaks.
 *
 * @param fields header fields that the answer must carry, such as {@code Unsupported: foo}
 */
record Violation(RejectReason reason, List<String> fields) {
    static Violation of(RejectReason reason) {
        return new Violation(reason, List.of());
    }
}
