package org.sallyport.service.sip.screening;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request must keep to before it may cost anything (RFC 3261 sections 7, 8.1.1, 8.2 and 16.3). */
final class RequestRules {
    static final String TOKEN = "[A-Za-z0-9.!%*_+`'~-]+";

    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") (\\S+) (SIP/[0-9]+\\.[0-9]+)");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.+");
    private static final Pattern CSEQ = Pattern.compile("([0-9]+)\\s+(" + TOKEN + ")");
    private static final Pattern HOPS = Pattern.compile("0*([0-9]{1,3})");
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*([^\\s/;]+)\\s*/\\s*([^\\s/;]+)\\s*(;.*)?");
    private static final Pattern OPTIONAL = Pattern.compile(".*;\\s*handling\\s*=\\s*optional\\b.*");
    private static final BigInteger MAX_CSEQ = BigInteger.ONE.shiftLeft(31).subtract(BigInteger.ONE);
    private static final int MAX_HOPS = 255;
    private static final Set<String> SCHEMES = Set.of("sip", "sips");
    private static final List<String> REQUIRED = List.of("via", "from", "to", "call-id", "cseq");
    private static final List<String> SINGLE =
            List.of("from", "to", "call-id", "cseq", "max-forwards", "content-type", "content-length");

    private final Set<String> supported;

    RequestRules(Set<String> supported) {
        this.supported = supported;
    }

    /** The first rule that a request breaks. */
    Optional<Violation> check(HeaderSection head) {
        return startLine(head)
                .or(() -> presence(head, REQUIRED, SINGLE))
                .or(() -> cseq(head))
                .or(() -> hops(head))
                .or(() -> extensions(head))
                .or(() -> body(head));
    }

    private static Optional<Violation> startLine(HeaderSection head) {
        Matcher line = REQUEST_LINE.matcher(head.startLine());
        if (!line.matches()) {
            return violates(RejectReason.BAD_START_LINE);
        }
        if (!line.group(3).equals("SIP/2.0")) {
            return violates(RejectReason.UNKNOWN_VERSION);
        }
        String uri = line.group(2);
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            return violates(RejectReason.BAD_REQUEST_URI);
        }
        if (!SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            return violates(RejectReason.UNKNOWN_URI_SCHEME);
        }
        // Header components have no place in a Request-URI (RFC 3261 section 19.1.1); after the host only.
        boolean escapedHeaders = uri.indexOf('?', uri.lastIndexOf('@') + 1) >= 0;
        return escapedHeaders ? violates(RejectReason.BAD_REQUEST_URI) : Optional.empty();
    }

    /** Fields that must be there, and fields of which there may be one (RFC 3261 section 7.3.1). */
    static Optional<Violation> presence(HeaderSection head, List<String> required, List<String> single) {
        if (required.stream().anyMatch(name -> head.first(name).isEmpty())) {
            return violates(RejectReason.MISSING_HEADER);
        }
        return single.stream().anyMatch(name -> head.values(name).size() > 1)
                ? violates(RejectReason.REPEATED_HEADER)
                : Optional.empty();
    }

    private static Optional<Violation> cseq(HeaderSection head) {
        Optional<String> method = cseqMethod(head);
        if (method.isEmpty()) {
            return violates(RejectReason.BAD_HEADER);
        }
        return method.get().equals(head.method()) ? Optional.empty() : violates(RejectReason.METHOD_MISMATCH);
    }

    /** The method in CSeq, if the field is well formed and its number below 2**31 (RFC 3261 section 8.1.1.5). */
    static Optional<String> cseqMethod(HeaderSection head) {
        return head.first("cseq")
                .map(CSEQ::matcher)
                .filter(Matcher::matches)
                .filter(cseq -> new BigInteger(cseq.group(1)).compareTo(MAX_CSEQ) <= 0)
                .map(cseq -> cseq.group(2));
    }

    /** RFC 3261 section 16.3 step 3. A request without Max-Forwards is one of RFC 2543 and passes. */
    private static Optional<Violation> hops(HeaderSection head) {
        Optional<String> field = head.first("max-forwards");
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Matcher digits = HOPS.matcher(field.get());
        if (!digits.matches() || Integer.parseInt(digits.group(1)) > MAX_HOPS) {
            return violates(RejectReason.BAD_HEADER);
        }
        boolean spent = Integer.parseInt(digits.group(1)) == 0;
        return spent && !endsHere(head) ? violates(RejectReason.TOO_MANY_HOPS) : Optional.empty();
    }

    /** RFC 3261 section 8.2.2.3: everything in Require must be understood; ACK and CANCEL cannot be refused for it. */
    private Optional<Violation> extensions(HeaderSection head) {
        if (endsHere(head)) {
            return Optional.empty();
        }
        List<String> unknown = head.values("require").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(option -> !option.isEmpty() && !supported.contains(option.toLowerCase(Locale.ROOT)))
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Violation(
                        RejectReason.UNKNOWN_EXTENSION, List.of("Unsupported: " + String.join(", ", unknown))));
    }

    /** RFC 3261 section 8.2.3: an INVITE carries a session description, alone or among others, and unencoded. */
    private static Optional<Violation> body(HeaderSection head) {
        boolean optional = head.first("content-disposition")
                .filter(value ->
                        OPTIONAL.matcher(value.toLowerCase(Locale.ROOT)).matches())
                .isPresent();
        boolean encoded =
                head.values("content-encoding").stream().anyMatch(value -> !value.equalsIgnoreCase("identity"));
        if (encoded && !optional) {
            return Optional.of(new Violation(RejectReason.UNKNOWN_MEDIA_TYPE, List.of("Accept-Encoding: identity")));
        }
        Optional<String> type = head.first("content-type");
        if (type.isEmpty() || optional || !head.method().equals("INVITE")) {
            return Optional.empty();
        }
        Matcher media = MEDIA_TYPE.matcher(type.get().toLowerCase(Locale.ROOT));
        if (!media.matches()) {
            return violates(RejectReason.BAD_HEADER);
        }
        boolean known = media.group(1).equals("multipart")
                || (media.group(1).equals("application") && media.group(2).equals("sdp"));
        return known
                ? Optional.empty()
                : Optional.of(new Violation(
                        RejectReason.UNKNOWN_MEDIA_TYPE, List.of("Accept: application/sdp, multipart/mixed")));
    }

    private static boolean endsHere(HeaderSection head) {
        return head.method().equals("ACK") || head.method().equals("CANCEL");
    }

    private static Optional<Violation> violates(RejectReason reason) {
        return Optional.of(Violation.of(reason));
    }
}
