package org.sallyport.protocol.sdp;

import java.util.List;
import java.util.Optional;

/**
 * Who made the session (RFC 8866 section 5.2).
 *
 * @param username may hold spaces here, as some devices write their name
 * @param sessionId digits, of any length
 * @param sessionVersion digits, of any length; grows with each change (RFC 3264 section 8)
 * @param addressType IP4 or IP6
 * @param address literal or name
 */
public record Origin(
        String username,
        String sessionId,
        String sessionVersion,
        String networkType,
        String addressType,
        String address) {
    private static final int FIELDS = 6;

    /** The origin in the value of an o-line. */
    public static Optional<Origin> parse(String lineValue) {
        List<String> fields = List.of(lineValue.strip().split(" +"));
        int last = fields.size();
        if (last < FIELDS || !isNumber(fields.get(last - 5)) || !isNumber(fields.get(last - 4))) {
            return Optional.empty();
        }
        String username = String.join(" ", fields.subList(0, last - 5));
        List<String> rest = fields.subList(last - 5, last);
        return Optional.of(new Origin(username, rest.get(0), rest.get(1), rest.get(2), rest.get(3), rest.get(4)));
    }

    private static boolean isNumber(String field) {
        return field.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** As the value of an o-line. */
    @Override
    public String toString() {
        return String.join(" ", username, sessionId, sessionVersion, networkType, addressType, address);
    }
}
