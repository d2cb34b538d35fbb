package org.sallyport.protocol.sdp;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a payload type means (RFC 8866 section 6.6).
 *
 * @param encoding name of the codec
 * @param clockRate of its RTP timestamps, Hz
 */
public record Rtpmap(int payloadType, String encoding, int clockRate) {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,3})\\s+([^/\\s]+)/(\\d{1,9})(?:/\\S*)?\\s*");
    /** Payload types that need no rtpmap (RFC 3551 section 6, tables 4 and 5). */
    private static final Map<Integer, Rtpmap> STATIC = Map.ofEntries(
            entry(0, "PCMU", 8000),
            entry(3, "GSM", 8000),
            entry(4, "G723", 8000),
            entry(5, "DVI4", 8000),
            entry(6, "DVI4", 16000),
            entry(7, "LPC", 8000),
            entry(8, "PCMA", 8000),
            entry(9, "G722", 8000),
            entry(10, "L16", 44100),
            entry(11, "L16", 44100),
            entry(12, "QCELP", 8000),
            entry(13, "CN", 8000),
            entry(14, "MPA", 90000),
            entry(15, "G728", 8000),
            entry(16, "DVI4", 11025),
            entry(17, "DVI4", 22050),
            entry(18, "G729", 8000),
            entry(25, "CelB", 90000),
            entry(26, "JPEG", 90000),
            entry(28, "nv", 90000),
            entry(31, "H261", 90000),
            entry(32, "MPV", 90000),
            entry(33, "MP2T", 90000),
            entry(34, "H263", 90000));

    /** The map in the value of an rtpmap attribute. */
    public static Optional<Rtpmap> parse(String attributeValue) {
        Matcher form = FORM.matcher(attributeValue);
        return form.matches()
                ? Optional.of(
                        new Rtpmap(Integer.parseInt(form.group(1)), form.group(2), Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    /** The map of a payload type that has a fixed meaning. */
    public static Optional<Rtpmap> ofStatic(int payloadType) {
        return Optional.ofNullable(STATIC.get(payloadType));
    }

    /** Codec and clock rate, such as {@code H264/90000}. */
    public String codec() {
        return encoding + "/" + clockRate;
    }

    private static Map.Entry<Integer, Rtpmap> entry(int payloadType, String encoding, int clockRate) {
        return Map.entry(payloadType, new Rtpmap(payloadType, encoding, clockRate));
    }
}
