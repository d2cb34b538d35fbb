package org.sallyport.core.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.pki.UntrustedPeerException.Reason;

class TrustedAuthoritiesTest {
    private static final String AUTHENTICATION = "ECDHE_ECDSA";

    @TempDir
    private Path directory;

    private final TestAuthority root;
    private final TlsIdentity peer;

    TrustedAuthoritiesTest() throws Exception {
        root = TestAuthority.root("Root");
        peer = root.issue("peer");
    }

    private static X509Certificate[] chain(TlsIdentity identity) {
        return identity.chain().toArray(X509Certificate[]::new);
    }

    private static UntrustedPeerException refusal(TrustedAuthorities trusted, TlsIdentity identity) {
        return catchThrowableOfType(
                UntrustedPeerException.class,
                () -> trusted.trustManager().checkServerTrusted(chain(identity), AUTHENTICATION));
    }

    @Test
    void believesWhomAnAuthorityVouchesFor() throws Exception {
        X509TrustManager manager = new TrustedAuthorities(List.of(root.certificate())).trustManager();
        manager.checkServerTrusted(chain(peer), AUTHENTICATION);
        manager.checkClientTrusted(chain(peer), AUTHENTICATION);
        assertThat(manager.getAcceptedIssuers()).containsExactly(root.certificate());
    }

    @Test
    void believesASinglePeerByItsOwnCertificate() throws Exception {
        new TrustedAuthorities(List.of(peer.certificate()))
                .trustManager()
                .checkServerTrusted(chain(peer), AUTHENTICATION);
    }

    @Test
    void saysThatAnAuthorityIsNotKnown() throws Exception {
        TrustedAuthorities others =
                new TrustedAuthorities(List.of(TestAuthority.root("Stranger").certificate()));
        UntrustedPeerException refusal = refusal(others, peer);
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_AUTHORITY);
        assertThat(refusal).hasMessageContainingAll("CN=peer", "CN=Root");
    }

    @Test
    void believesNobodyWithoutAuthorities() {
        TrustedAuthorities none = new TrustedAuthorities(List.of());
        assertThat(refusal(none, peer).reason()).isEqualTo(Reason.UNKNOWN_AUTHORITY);
        assertThat(none.trustManager().getAcceptedIssuers()).isEmpty();
    }

    @Test
    void readsTheBundleOfTheSystem() throws Exception {
        SystemAuthorities system = new SystemAuthorities();
        assertThat(system.read()).hasSizeGreaterThan(1);
        assertThat(system.substitute()).hasSizeGreaterThan(1);
    }

    @Test
    void readsAFileOfAuthoritiesIfOneIsNamed() throws Exception {
        Path file = directory.resolve("root.pem");
        AuthoritiesFile named = new AuthoritiesFile(() -> Optional.of(file));
        assertThat(new AuthoritiesFile(Optional::empty).read()).isEmpty();
        PemFiles.writeCertificates(file, List.of(root.certificate()));
        assertThat(named.read()).containsExactly(root.certificate());
        Files.writeString(file, "not a certificate");
        assertThatThrownBy(named::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("root.pem");
    }
}
