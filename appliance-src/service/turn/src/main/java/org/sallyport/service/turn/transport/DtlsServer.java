package org.sallyport.service.turn.transport;

import java.io.IOException;
import java.time.Duration;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.sallyport.core.pki.TlsIdentity;

/**
 * What a client of DTLS meets while it shakes hands: version 1.2 with forward secrecy and authenticated encryption only (RFC
 * 9325 section 4.2), as far as the JDK has its algorithms. For one handshake, on its thread.
 */
final class DtlsServer extends DefaultTlsServer {
    private static final int[] WITH_ECDSA = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };
    private static final int[] WITH_RSA = {
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };

    private final JcaTlsCrypto algorithms;
    private final TlsIdentity identity;
    private final Duration patience;

    /**
     * For a handshake that has not begun.
     *
     * @param patience how long it lasts at most
     */
    DtlsServer(JcaTlsCrypto algorithms, TlsIdentity identity, Duration patience) {
        super(algorithms);
        this.algorithms = algorithms;
        this.identity = identity;
        this.patience = patience;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return identity.key().getAlgorithm().equals("RSA") ? WITH_RSA.clone() : WITH_ECDSA.clone();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Math.toIntExact(patience.toMillis());
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return signer(SignatureAlgorithm.ecdsa);
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return signer(SignatureAlgorithm.rsa);
    }

    private TlsCredentialedSigner signer(short signature) {
        TlsCertificate[] chain = identity.chain().stream()
                .map(certificate -> new JcaTlsCertificate(algorithms, certificate))
                .toArray(TlsCertificate[]::new);
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                algorithms,
                identity.key(),
                new Certificate(chain),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, signature));
    }
}
