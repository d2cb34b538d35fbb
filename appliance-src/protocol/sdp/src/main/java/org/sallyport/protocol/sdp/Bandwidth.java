package org.sallyport.protocol.sdp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bandwidth (RFC 8866 section 5.8).
 *
 * @param type CT, AS, TIAS (RFC 3890), RS, RR (RFC 3556), ...
 * @param value kbit/s for CT and AS, bit/s for TIAS
 */
public record Bandwidth(String type, long value) {
    private static final Pattern FORM = Pattern.compile("([^:\\s]+):\\s*(\\d{1,15})\\s*");
    private static final int BITS_PER_KBIT = 1000;

    /** The bandwidth in the value of a b-line. */
    public static Optional<Bandwidth> parse(String lineValue) {
        Matcher form = FORM.matcher(lineValue);
        return form.matches()
                ? Optional.of(new Bandwidth(form.group(1), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /** What it allows media to take, kbit/s, rounded up; nothing for types that speak of something else. */
    public Optional<Long> kbps() {
        return switch (type) {
            case "CT", "AS" -> Optional.of(value);
            case "TIAS" -> Optional.of(Math.ceilDiv(value, (long) BITS_PER_KBIT));
            default -> Optional.empty();
        };
    }

    /** The same, but allowing media no more than so many kbit/s; what speaks of something else stays. */
    public Bandwidth limited(int mostKbps) {
        return kbps().filter(stated -> stated > mostKbps)
                .map(_ -> new Bandwidth(type, type.equals("TIAS") ? (long) mostKbps * BITS_PER_KBIT : mostKbps))
                .orElse(this);
    }

    /** As the value of a b-line. */
    @Override
    public String toString() {
        return type + ":" + value;
    }
}
