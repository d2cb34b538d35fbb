package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificate authorities that the operating system believes: its bundle, so that what an administrator adds or
 * distrusts there counts here too; where there is none, those that come with the JDK.
 */
public final class SystemAuthorities implements FollowedFiles.Source<List<X509Certificate>> {
    /** Of Debian and its kin, of Fedora and its kin. */
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"));

    @Override
    public List<Path> files() {
        return BUNDLES;
    }

    @Override
    public List<X509Certificate> read() throws IOException {
        Optional<Path> bundle = BUNDLES.stream().filter(Files::isReadable).findFirst();
        return bundle.isPresent() ? PemFiles.authorities(bundle.get()) : substitute();
    }

    @Override
    public List<X509Certificate> substitute() {
        try {
            return List.of(TrustedAuthorities.jdkTrustManager(null).getAcceptedIssuers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's certificate authorities cannot be read", e);
        }
    }
}
