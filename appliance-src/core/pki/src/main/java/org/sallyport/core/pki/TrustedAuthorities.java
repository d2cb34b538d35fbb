package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;

/**
 * Certificate authorities that outbound TLS believes.
 *
 * @param certificates theirs, at least one
 */
public record TrustedAuthorities(List<X509Certificate> certificates) {
    public TrustedAuthorities {
        certificates = List.copyOf(certificates);
    }

    /**
     * The system's authorities and those whose PEM files ({@code *.pem}, {@code *.crt}) an operator put into a directory,
     * which may be missing.
     *
     * @throws InvalidInputException when a file there holds no certificate
     */
    public static TrustedAuthorities systemAnd(Path directory) throws IOException {
        return new TrustedAuthorities(
                Stream.concat(system().stream(), in(directory).stream()).toList());
    }

    /** Accepts chains up to these authorities. Whom a certificate names it does not look at. */
    public X509TrustManager trustManager() {
        try {
            KeyStore store = TlsContexts.emptyStore();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            return trustManager(store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the trusted authorities", e);
        }
    }

    private static List<X509Certificate> system() {
        try {
            return List.of(trustManager(null).getAcceptedIssuers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the system's certificate authorities cannot be read", e);
        }
    }

    /** No store means the system's. */
    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<X509Certificate> in(Path directory) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{pem,crt}")) {
                for (Path file : files) {
                    List<X509Certificate> certificates = PemFiles.certificates(file);
                    if (certificates.isEmpty()) {
                        throw PemFiles.refused(
                                file, "It holds no certificate.", "Put the authority's certificate there in PEM form.");
                    }
                    found.addAll(certificates);
                }
            }
        }
        return found;
    }
}
