package org.sallyport.core.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;

class TlsIdentitiesTest {
    private static final List<String> NAMES = List.of("gate.example.com", "192.0.2.10", "2001:db8::10");

    @TempDir
    private Path directory;

    private TlsIdentity loadOrCreate() throws Exception {
        return TlsIdentities.loadOrCreate(directory, "gate.example.com", NAMES, Clock.systemUTC());
    }

    @Test
    void makesAnIdentityOnceAndKeepsIt() throws Exception {
        TlsIdentity made = loadOrCreate();
        assertThat(loadOrCreate().fingerprint()).isEqualTo(made.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(made.certificate().getSubjectAlternativeNames().stream().map(name -> String.valueOf(name.get(1))))
                .containsExactlyInAnyOrder("gate.example.com", "192.0.2.10", "2001:db8:0:0:0:0:0:10");
        assertThat(made.certificate().getExtendedKeyUsage()).hasSize(2);
        assertThat(made.certificate().getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(Duration.between(Clock.systemUTC().instant(), made.expires()))
                .isLessThan(Duration.ofDays(826));
    }

    @Test
    void keepsTheKeyToItsOwner() throws Exception {
        loadOrCreate();
        assertThat(Files.getPosixFilePermissions(directory.resolve("key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void renewsWhatItMadeBeforeItEnds() throws Exception {
        TlsIdentity made = loadOrCreate();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(810));
        TlsIdentity renewed = TlsIdentities.loadOrCreate(directory, "gate.example.com", NAMES, later);
        assertThat(renewed.fingerprint()).isNotEqualTo(made.fingerprint());
        assertThat(renewed.expires()).isAfter(made.expires());
    }

    @Test
    void leavesTheOperatorsIdentityAloneWhenItEnds() throws Exception {
        TlsIdentity placed = TestAuthority.root("Root").issue("gate");
        place(placed, List.of(placed.certificate()));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(810));
        assertThat(TlsIdentities.loadOrCreate(directory, "gate", NAMES, later).fingerprint())
                .isEqualTo(placed.fingerprint());
    }

    @Test
    void ordersAChainThatWasPutInAnyOrder() throws Exception {
        TestAuthority root = TestAuthority.root("Root");
        TestAuthority middle = root.intermediate("Middle");
        TlsIdentity placed = middle.issue("gate");
        place(
                placed,
                List.of(
                        root.certificate(),
                        TestAuthority.root("Stranger").certificate(),
                        middle.certificate(),
                        placed.certificate()));
        assertThat(loadOrCreate().chain())
                .containsExactly(placed.certificate(), middle.certificate(), root.certificate());
    }

    @Test
    void refusesACertificateOfAnotherKey() throws Exception {
        TestAuthority root = TestAuthority.root("Root");
        place(root.issue("gate"), List.of(root.issue("gate").certificate()));
        assertThatThrownBy(this::loadOrCreate)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("No certificate in it belongs to key.pem");
    }

    @Test
    void refusesHalfAnIdentity() throws Exception {
        loadOrCreate();
        Files.delete(directory.resolve("key.pem"));
        assertThatThrownBy(this::loadOrCreate)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining("remove both");
    }

    @Test
    void refusesDamagedFiles() throws Exception {
        loadOrCreate();
        Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(this::loadOrCreate).isInstanceOf(InvalidInputException.class);
        Files.writeString(directory.resolve("key.pem"), "nothing");
        assertThatThrownBy(this::loadOrCreate)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no private key");
    }

    @Test
    void refusesAKeyUnderAPassphraseWithTheCommandThatOpensIt() throws Exception {
        TlsIdentity identity = loadOrCreate();
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            JceOpenSSLPKCS8EncryptorBuilder encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC);
            encryptor.setProvider(new BouncyCastleProvider());
            encryptor.setPassword("secret".toCharArray());
            pem.writeObject(new JcaPKCS8Generator(identity.key(), encryptor.build()));
        }
        Files.writeString(directory.resolve("key.pem"), text.toString());
        assertThatThrownBy(this::loadOrCreate)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("openssl pkcs8");
    }

    private void place(TlsIdentity identity, List<java.security.cert.X509Certificate> certificates) throws Exception {
        PemFiles.writeKey(directory.resolve("key.pem"), identity.key());
        PemFiles.writeCertificates(directory.resolve("certificate.pem"), certificates);
    }
}
