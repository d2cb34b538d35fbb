package org.sallyport.upgrade.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.testing.tools.Program;
import org.sallyport.upgrade.signature.Certificates.Identity;

/** Signing with a key that a token keeps, SoftHSM's. */
class Pkcs11KeyTest {
    private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");
    private static final byte[] MANIFEST = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
    private static final String PIN = "1234";

    @TempDir
    Path folder;

    private Path settings = Path.of("");
    private Path configuration = Path.of("");

    @BeforeEach
    void makeToken() throws IOException {
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        settings = Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
        String said =
                token("softhsm2-util", "--init-token", "--free", "--label", "signing", "--so-pin", PIN, "--pin", PIN);
        Matcher slot = SLOT.matcher(said);
        assertThat(slot.find()).as(said).isTrue();
        configuration = Files.writeString(
                folder.resolve("token"),
                "name = signing\nlibrary = %s\nslot = %s\n".formatted(library(), slot.group(1)));
    }

    @Test
    void signsWithoutHavingTheKey() throws IOException, GeneralSecurityException {
        Identity root = Certificates.root(Certificates.authority("Publisher", THEN));
        Identity signer = Certificates.issued(Certificates.signer("Release signer", THEN), root);
        store(signer);
        byte[] signature = HexFormat.of().parseHex(sign("release").strip());
        TrustedSigners trusted = new TrustedSigners(List.of(root.certificate()), List.of(), Set.of());
        assertThat(trusted.verify(MANIFEST, signature, THEN.plus(Duration.ofDays(1)))
                        .name())
                .isEqualTo("CN=Release signer");
    }

    @Test
    void saysWhatIsAmissWithTheToken() {
        assertThatThrownBy(() -> sign("release")).hasMessageContaining("The token has no key release");
        assertThatThrownBy(() -> Pkcs11Key.find(folder.resolve("nothing"), PIN, "release"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The token does not open");
    }

    /** Puts a key and its certificate into the token, as an administrator would. */
    private void store(Identity signer) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("release", signer.key(), PIN.toCharArray(), new X509Certificate[] {signer.certificate()});
        Path file = folder.resolve("signer.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PIN.toCharArray());
        }
        token(
                java("keytool"),
                "-importkeystore",
                "-noprompt",
                "-srckeystore",
                file.toString(),
                "-srcstorepass",
                PIN,
                "-destkeystore",
                "NONE",
                "-deststoretype",
                "PKCS11",
                "-deststorepass",
                PIN,
                "-addprovider",
                "SunPKCS11",
                "-providerArg",
                configuration.toString());
    }

    private String sign(String alias) {
        return token(
                java("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Signing.class.getName(),
                configuration.toString(),
                alias);
    }

    /** SoftHSM knows its tokens by the environment, which a Java cannot set for itself. */
    private String token(String... command) {
        return Program.run(Stream.concat(Stream.of("env", "SOFTHSM2_CONF=" + settings), Stream.of(command))
                .toArray(String[]::new));
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private static Path library() {
        return Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM is missing: appliance-src/build/require test"));
    }

    /** Signs in a Java of its own. */
    static final class Signing {
        private Signing() {}

        public static void main(String[] arguments) throws IOException, GeneralSecurityException {
            PrivateKey key = Pkcs11Key.find(Path.of(arguments[0]), PIN, arguments[1]);
            if (key.getEncoded() != null) {
                throw new AssertionError("the token gives its key away");
            }
            KeyStore token = KeyStore.getInstance("PKCS11", Security.getProvider("SunPKCS11-signing"));
            token.load(null, PIN.toCharArray());
            X509Certificate certificate = (X509Certificate) token.getCertificate(arguments[1]);
            byte[] signature = new PackageSigner(key, List.of(certificate)).sign(MANIFEST, THEN);
            System.out.println(HexFormat.of().formatHex(signature));
        }
    }
}
