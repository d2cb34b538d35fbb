package org.sallyport.service.sip.screening;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a response must keep to; one that does not is dropped (RFC 3261 sections 7.2, 8.1.3.3 and 18.1.2). */
final class ResponseRules {
    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 [1-6][0-9]{2}( .*)?");
    private static final List<String> REQUIRED = List.of("via", "from", "to", "call-id", "cseq");
    private static final List<String> SINGLE = List.of("from", "to", "call-id", "cseq");

    private ResponseRules() {}

    static Optional<Violation> check(HeaderSection head) {
        boolean wellFormed = STATUS_LINE.matcher(head.startLine()).matches()
                && RequestRules.presence(head, REQUIRED, SINGLE).isEmpty()
                && RequestRules.cseqMethod(head).isPresent();
        return wellFormed ? Optional.empty() : Optional.of(Violation.of(RejectReason.BAD_RESPONSE));
    }
}
