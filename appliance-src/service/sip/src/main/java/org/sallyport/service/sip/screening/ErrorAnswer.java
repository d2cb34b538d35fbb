package org.sallyport.service.sip.screening;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.base.id.Ids;

/**
 * Stateless answers to requests that reach no transaction (RFC 3261 section 8.2.7), made of the raw fields of the request:
 * Via, From, To, Call-ID and CSeq are copied octet by octet, nothing else of it is.
 */
final class ErrorAnswer {
    private static final Pattern RPORT = Pattern.compile(";\\s*rport\\s*(?==|;|,|$)(?!=)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile(";\\s*tag\\s*=", Pattern.CASE_INSENSITIVE);
    private static final List<String> SINGLE = List.of("From", "To", "Call-ID", "CSeq");
    private static final String SALT = Ids.secret();

    private ErrorAnswer() {}

    /**
     * The answer, if the request is one that may be answered: no ACK, no response, and a Via says who waits for it.
     *
     * @param source where the request came from, for received and rport (RFC 3581 section 4)
     * @param extra header fields such as {@code Unsupported: foo}
     */
    static Optional<byte[]> to(
            HeaderSection request, RejectReason reason, InetSocketAddress source, List<String> extra) {
        boolean answerable = reason.status() != 0
                && !request.isResponse()
                && !request.method().equals("ACK")
                && !request.values("via").isEmpty();
        if (!answerable) {
            return Optional.empty();
        }
        StringBuilder answer = new StringBuilder(512)
                .append("SIP/2.0 ")
                .append(reason.status())
                .append(' ')
                .append(reason.phrase())
                .append("\r\n");
        appendVias(answer, request.values("via"), source);
        for (String name : SINGLE) {
            request.first(lower(name))
                    .ifPresent(value -> append(answer, name, name.equals("To") ? tagged(value, request) : value));
        }
        for (String field : extra) {
            answer.append(field).append("\r\n");
        }
        answer.append("Content-Length: 0\r\n\r\n");
        return Optional.of(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void appendVias(StringBuilder answer, List<String> vias, InetSocketAddress source) {
        String host = source.getAddress().getHostAddress();
        String top = vias.getFirst();
        int end = top.indexOf(',') < 0 ? top.length() : top.indexOf(',');
        String first = RPORT.matcher(top.substring(0, end)).replaceFirst(";rport=" + source.getPort());
        append(answer, "Via", first + ";received=" + host + top.substring(end));
        vias.stream().skip(1).forEach(via -> append(answer, "Via", via));
    }

    /** A retransmitted request gets the same tag, as RFC 3261 section 8.2.7 asks of a stateless UAS. */
    private static String tagged(String to, HeaderSection request) {
        if (TAG.matcher(to).find()) {
            return to;
        }
        int hash = (SALT + request.first("call-id").orElse("") + request.values("via")).hashCode();
        return to + ";tag=" + Integer.toHexString(hash);
    }

    private static void append(StringBuilder answer, String name, String value) {
        answer.append(name).append(": ").append(value).append("\r\n");
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
