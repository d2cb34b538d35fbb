package org.sallyport.upgrade.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Certificate;

/** Certificates that say the same, signed by the same key, though their fingerprints differ. */
final class WaysOfWriting {
    private WaysOfWriting() {}

    /**
     * All of a certificate in DER: itself, and where its issuer signs by ECDSA the one with (r, n - s) for (r, s), which anybody can
     * write (SEC 1 section 4.1.4 takes both).
     *
     * @param issuer the key that signed it
     */
    static List<X509Certificate> of(X509Certificate certificate, PublicKey issuer)
            throws GeneralSecurityException, IOException {
        if (!(issuer instanceof ECPublicKey curve)) {
            return List.of(certificate);
        }
        Certificate read = Certificate.getInstance(certificate.getEncoded());
        ASN1Sequence signature = ASN1Sequence.getInstance(read.getSignature().getOctets());
        BigInteger s = ASN1Integer.getInstance(signature.getObjectAt(1)).getValue();
        BigInteger other = curve.getParams().getOrder().subtract(s);
        byte[] otherSignature =
                new DERSequence(signature.getObjectAt(0), new ASN1Integer(other)).getEncoded(ASN1Encoding.DER);
        byte[] written = new DERSequence(new ASN1Encodable[] {
                    read.getTBSCertificate(), read.getSignatureAlgorithm(), new DERBitString(otherSignature)
                })
                .getEncoded(ASN1Encoding.DER);
        return List.of(certificate, (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(written)));
    }
}
