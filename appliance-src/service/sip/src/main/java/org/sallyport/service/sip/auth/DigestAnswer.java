package org.sallyport.service.sip.auth;

import org.sallyport.core.settings.model.CallServer.Credentials;

/** Computes what proves that we know the password (RFC 7616 section 3.4). */
public final class DigestAnswer {
    private DigestAnswer() {}

    /**
     * The value of Authorization or Proxy-Authorization.
     *
     * @param uri the Request-URI
     * @param cnonce ours, fresh
     * @param count how often this nonce was answered, this time included
     */
    public static String to(
            DigestChallenge challenge, Credentials credentials, String method, String uri, String cnonce, int count) {
        DigestAlgorithm algorithm = challenge.algorithm();
        String user = credentials.username();
        String nonceCount = String.format("%08x", count);
        String a1 = algorithm.hex(
                user + ":" + challenge.realm() + ":" + credentials.password().reveal());
        String a2 = algorithm.hex(method + ":" + uri);
        String middle =
                challenge.qopAuth() ? challenge.nonce() + ":" + nonceCount + ":" + cnonce + ":auth" : challenge.nonce();
        StringBuilder value = new StringBuilder("Digest username=\"")
                .append(user)
                .append("\", realm=\"")
                .append(challenge.realm())
                .append("\", nonce=\"")
                .append(challenge.nonce())
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(algorithm.hex(a1 + ":" + middle + ":" + a2))
                .append("\", algorithm=")
                .append(algorithm.token());
        if (challenge.qopAuth()) {
            value.append(", qop=auth, nc=")
                    .append(nonceCount)
                    .append(", cnonce=\"")
                    .append(cnonce)
                    .append('"');
        }
        if (challenge.opaque() != null) {
            value.append(", opaque=\"").append(challenge.opaque()).append('"');
        }
        return value.toString();
    }
}
