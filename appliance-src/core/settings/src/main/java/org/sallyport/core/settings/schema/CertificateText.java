package org.sallyport.core.settings.schema;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Certificates as administrators paste them: PEM blocks (RFC 7468 section 5), with or without text between them. */
final class CertificateText {
    static final int MOST = 100;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private CertificateText() {}

    /** The certificates, none for an empty text; null if the text holds anything else or too many. */
    static @Nullable List<X509Certificate> parse(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return certificates.isEmpty() || certificates.size() > MOST ? null : certificates;
        } catch (CertificateException e) {
            return null;
        }
    }

    /** Their blocks and nothing else. */
    static String write(List<X509Certificate> certificates) {
        return certificates.stream().map(CertificateText::block).collect(Collectors.joining());
    }

    private static String block(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + LINES.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed has an encoding", e);
        }
    }
}
