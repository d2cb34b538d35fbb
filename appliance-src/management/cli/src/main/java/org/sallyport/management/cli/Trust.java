package org.sallyport.management.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.AnyCertificate;

/** Which servers the command believes. */
final class Trust {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private Trust() {}

    static HttpClient client(boolean insecure, @Nullable Path trusted) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        try {
            if (insecure) {
                builder.sslContext(AnyCertificate.context());
            } else if (trusted != null) {
                builder.sslContext(context(of(trusted)));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new ApiException(ExitCode.USAGE, "The trusted certificates cannot be used: " + e.getMessage());
        }
        return builder.build();
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    private static TrustManager[] of(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Set<Certificate> known = new HashSet<>();
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + known.size(), certificate);
                known.add(certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager authorities) {
                return new TrustManager[] {new Known(known, authorities)};
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }

    /** A server with a certificate that was given is the one, whatever it is called here; any other must prove itself. */
    private static final class Known extends X509ExtendedTrustManager {
        private final Set<Certificate> known;
        private final X509ExtendedTrustManager authorities;

        Known(Set<Certificate> known, X509ExtendedTrustManager authorities) {
            this.known = known;
            this.authorities = authorities;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            authorities.checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            authorities.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            authorities.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!known.contains(chain[0])) {
                authorities.checkServerTrusted(chain, type);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            if (!known.contains(chain[0])) {
                authorities.checkServerTrusted(chain, type, socket);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            if (!known.contains(chain[0])) {
                authorities.checkServerTrusted(chain, type, engine);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return authorities.getAcceptedIssuers();
        }
    }
}
