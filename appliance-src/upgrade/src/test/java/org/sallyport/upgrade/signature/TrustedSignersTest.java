package org.sallyport.upgrade.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.upgrade.signature.Certificates.authority;
import static org.sallyport.upgrade.signature.Certificates.issued;
import static org.sallyport.upgrade.signature.Certificates.root;
import static org.sallyport.upgrade.signature.Certificates.signer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.pki.Fingerprints;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.testing.tools.ChangedBytes;
import org.sallyport.upgrade.signature.Certificates.Identity;
import org.sallyport.upgrade.signature.Certificates.Wish;

class TrustedSignersTest {
    private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MADE = THEN.plus(Duration.ofDays(30));
    private static final byte[] MANIFEST = "{\"version\": \"1.2.3\"}".getBytes(StandardCharsets.UTF_8);

    private static final Identity ROOT = root(authority("Publisher", THEN));
    private static final Identity MIDDLE = issued(authority("Releases", THEN), ROOT);
    private static final Identity SIGNER = issued(signer("Release signer", THEN), MIDDLE);
    private static final byte[] SIGNATURE = sign(SIGNER, MIDDLE.certificate());

    @TempDir
    Path folder;

    @Test
    void takesASignerUnderTheProductsAuthority() throws IOException {
        Signer signer = trusting(ROOT).verify(MANIFEST, SIGNATURE, MADE);
        assertThat(signer.name()).isEqualTo("CN=Release signer");
        assertThat(signer.authority()).isEqualTo(ROOT.certificate());
        assertThat(signer.isOperators()).isFalse();
        assertThat(signer.isDevelopment()).isFalse();
    }

    @Test
    void takesASignerUnderTheOperatorsAuthority() throws IOException {
        TrustedSigners both = new TrustedSigners(
                List.of(root(authority("Another", THEN)).certificate()), List.of(ROOT.certificate()), Set.of());
        assertThat(both.verify(MANIFEST, SIGNATURE, MADE).isOperators()).isTrue();
    }

    @Test
    void judgesValidityAsOfWhenThePackageWasMade() throws IOException {
        assertThat(trusting(ROOT).verify(MANIFEST, SIGNATURE, MADE)).isNotNull();
        for (Instant other : new Instant[] {THEN.minus(Duration.ofDays(1)), THEN.plus(Duration.ofDays(366))}) {
            assertThatThrownBy(() -> trusting(ROOT).verify(MANIFEST, SIGNATURE, other))
                    .isInstanceOf(UntrustedPackageException.class)
                    .hasMessageContaining("was not vouched for by a trusted authority on " + other);
        }
    }

    @Test
    void refusesStrangers() {
        Identity stranger = root(authority("Publisher", THEN));
        refuses(trusting(stranger), MANIFEST, SIGNATURE, "not vouched for");
        refuses(new TrustedSigners(List.of(), List.of(), Set.of()), MANIFEST, SIGNATURE, "trusts no authority");
    }

    @Test
    void refusesAWayWithAGap() {
        refuses(trusting(ROOT), MANIFEST, sign(SIGNER), "not vouched for");
    }

    @Test
    void refusesCertificatesForAnythingElse() {
        for (KeyPurposeId purpose :
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.anyExtendedKeyUsage}) {
            Identity server = issued(signer("Web server", THEN).forPurpose(purpose), ROOT);
            refuses(trusting(ROOT), MANIFEST, sign(server), "is not for code signing");
        }
        refuses(trusting(ROOT), MANIFEST, sign(MIDDLE), "is not for code signing");
    }

    @Test
    void refusesWeakKeys() {
        Identity weak = issued(signer("Weak", THEN).weaker(1024), ROOT);
        refuses(trusting(ROOT), MANIFEST, sign(weak), "weaker than RSA of 2048 bits");
    }

    @Test
    void refusesWhoeverIsRevokedOnTheWay() {
        for (X509Certificate certificate : new X509Certificate[] {SIGNER.certificate(), MIDDLE.certificate()}) {
            TrustedSigners trusted = new TrustedSigners(
                    List.of(ROOT.certificate()), List.of(), Set.of(Fingerprints.sha256(certificate)));
            refuses(trusted, MANIFEST, SIGNATURE, "is revoked");
        }
    }

    /** Whoever has the revoked key can write the certificate's own signature, by ECDSA, in another way. */
    @Test
    void refusesWhoeverIsRevokedUnderAnotherFingerprint() throws Exception {
        Identity root = root(new Wish("Curves", "EC", 256, true, KeyPurposeId.anyExtendedKeyUsage, THEN));
        Identity signer = issued(signer("Release signer", THEN), root);
        X509Certificate other = WaysOfWriting.of(
                        signer.certificate(), root.certificate().getPublicKey())
                .getLast();
        byte[] signature = new PackageSigner(signer.key(), List.of(other)).sign(MANIFEST, MADE);

        assertThat(other).isNotEqualTo(signer.certificate());
        assertThat(trusting(root).verify(MANIFEST, signature, MADE).certificate())
                .isEqualTo(other);
        TrustedSigners trusted = new TrustedSigners(
                List.of(root.certificate()), List.of(), Set.of(Fingerprints.sha256(signer.certificate())));
        refuses(trusted, MANIFEST, signature, "is revoked");
    }

    /** Four bits of a signature that are zero can be said to be unused, which leaves its octets as they are. */
    @Test
    void refusesACertificateWhoseSignatureIsSaidToBeShorter() throws Exception {
        Identity signer;
        byte[] signature;
        do {
            signer = issued(new Wish("Curve", "EC", 256, false, KeyPurposeId.id_kp_codeSigning, THEN), ROOT);
            signature = signer.certificate().getSignature();
        } while ((signature[signature.length - 1] & 0x0f) != 0);
        byte[] cms = sign(signer);
        int end = endOf(signer.certificate().getEncoded(), cms);
        cms[end - signature.length - 1] = 4;

        refuses(trusting(ROOT), MANIFEST, cms, "damaged");
    }

    private static int endOf(byte[] part, byte[] whole) {
        int at = 0;
        while (!Arrays.equals(part, 0, part.length, whole, at, at + part.length)) {
            at++;
        }
        return at + part.length;
    }

    @Test
    void refusesAnotherManifest() {
        refuses(trusting(ROOT), "{}".getBytes(StandardCharsets.UTF_8), SIGNATURE, "does not fit the manifest");
    }

    @Test
    void letsNoBitOfTheSignedPartsChange() {
        assertThat(ChangedBytes.unnoticed(
                        MANIFEST,
                        IntStream.range(0, MANIFEST.length),
                        changed -> trusting(ROOT).verify(changed, SIGNATURE, MADE)))
                .isEmpty();
    }

    /** A changed bit of the signature is noticed, or changes nothing that counts. */
    @Test
    void survivesChangedBytesOfTheSignature() throws IOException {
        for (int i = 0; i < SIGNATURE.length; i++) {
            byte[] changed = SIGNATURE.clone();
            changed[i] ^= 0x04;
            try {
                assertThat(trusting(ROOT).verify(MANIFEST, changed, MADE).certificate())
                        .as("byte %d", i)
                        .isEqualTo(SIGNER.certificate());
            } catch (UntrustedPackageException e) {
                assertThat(e).hasMessageContaining(".");
            }
        }
    }

    @Test
    void marksKeysForDevelopment() throws IOException {
        DevelopmentKey.make(folder, Clock.fixed(THEN, java.time.ZoneOffset.UTC));
        PackageSigner signer = new PackageSigner(
                PemFiles.key(folder.resolve(DevelopmentKey.KEY)),
                PemFiles.certificates(folder.resolve(DevelopmentKey.CERTIFICATE)));
        X509Certificate root =
                PemFiles.certificates(folder.resolve(DevelopmentKey.AUTHORITY)).getFirst();
        TrustedSigners trusted = new TrustedSigners(List.of(root), List.of(), Set.of());
        assertThat(trusted.verify(MANIFEST, signer.sign(MANIFEST, MADE), MADE).isDevelopment())
                .isTrue();
        assertThatThrownBy(() -> DevelopmentKey.make(folder, Clock.systemUTC()))
                .hasMessageContaining("there is a key already");
    }

    @Test
    void readsAuthoritiesAndTheRevokedFromFiles() throws IOException {
        PemFiles.writeCertificates(folder.resolve("authorities.pem"), List.of(ROOT.certificate()));
        Path operators = folder.resolve("operators.pem");
        assertThat(TrustedSigners.read(folder, operators).verify(MANIFEST, SIGNATURE, MADE))
                .isNotNull();
        Files.writeString(
                folder.resolve("revoked"),
                "# lost in a train\n" + Fingerprints.sha256(SIGNER.certificate()) + " # 2026\n\n");
        refuses(TrustedSigners.read(folder, operators), MANIFEST, SIGNATURE, "is revoked");
        Files.writeString(folder.resolve("revoked"), "12:34\n");
        assertThatThrownBy(() -> TrustedSigners.read(folder, operators))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("12:34: It is no SHA-256 fingerprint.");
    }

    @Test
    void signsWithTheKeyOfTheFirstCertificateOnly() {
        PackageSigner crossed = new PackageSigner(MIDDLE.key(), List.of(SIGNER.certificate()));
        assertThatThrownBy(() -> crossed.sign(MANIFEST, MADE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The first certificate is not that of the key.");
    }

    @Test
    void signsNothingOutsideTheTimeOfItsCertificate() {
        assertThatThrownBy(() -> SIGNER.signer().sign(MANIFEST, THEN.minusSeconds(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The signer's certificate is valid from " + THEN);
    }

    @Test
    void signsTheSameBytesTwiceWithRsa() throws IOException {
        assertThat(SIGNER.signer(MIDDLE.certificate()).sign(MANIFEST, MADE)).isEqualTo(SIGNATURE);
    }

    @Test
    void signsWithEllipticCurvesToo() throws IOException {
        Identity curve = issued(new Wish("Curve", "EC", 256, false, KeyPurposeId.id_kp_codeSigning, THEN), ROOT);
        assertThat(trusting(ROOT)
                        .verify(MANIFEST, curve.signer().sign(MANIFEST, MADE), MADE)
                        .name())
                .isEqualTo("CN=Curve");
    }

    private static TrustedSigners trusting(Identity root) {
        return new TrustedSigners(List.of(root.certificate()), List.of(), Set.of());
    }

    private static void refuses(TrustedSigners trusted, byte[] manifest, byte[] signature, String why) {
        assertThatThrownBy(() -> trusted.verify(manifest, signature, MADE))
                .isInstanceOf(UntrustedPackageException.class)
                .hasMessageContaining(why);
    }

    private static byte[] sign(Identity identity, X509Certificate... issuers) {
        try {
            return identity.signer(issuers).sign(MANIFEST, MADE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
