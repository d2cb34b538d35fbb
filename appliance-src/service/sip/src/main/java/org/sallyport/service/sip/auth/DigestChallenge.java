package org.sallyport.service.sip.auth;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A challenge that we can answer.
 *
 * @param proxy whether it is a proxy's (407)
 * @param algorithm MD5 or SHA-256
 * @param qopAuth whether quality of protection {@code auth} is offered; without it the old form of RFC 2069 is meant
 * @param stale whether only the nonce was too old
 */
public record DigestChallenge(
        boolean proxy,
        String realm,
        String nonce,
        @Nullable String opaque,
        DigestAlgorithm algorithm,
        boolean qopAuth,
        boolean stale) {
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    /** Reads the value of WWW-Authenticate or Proxy-Authenticate; empty when we cannot answer it. */
    public static Optional<DigestChallenge> parse(String value, boolean proxy) {
        if (!value.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(value.substring(7));
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String qop = parameters.get("qop");
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.named(parameters.getOrDefault("algorithm", "MD5"));
        boolean auth = qop != null
                && Pattern.compile("(^|[\\s,])auth($|[\\s,])").matcher(qop).find();
        if (realm == null || nonce == null || algorithm.isEmpty() || (qop != null && !auth)) {
            return Optional.empty();
        }
        return Optional.of(new DigestChallenge(
                proxy,
                realm,
                nonce,
                parameters.get("opaque"),
                algorithm.get(),
                auth,
                "true".equalsIgnoreCase(parameters.get("stale"))));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            found.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
        }
        return found;
    }
}
