package org.sallyport.imaging.ovf;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.archive.UstarReader;
import org.sallyport.base.archive.UstarReader.Member;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.imaging.disk.ContentId;
import org.sallyport.imaging.vmdk.StreamReader;
import org.sallyport.imaging.vmdk.StreamSummary;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Verifies an OVA in one pass: order of the files, digests, signature, disks. Whether the signer can be trusted is for the one who
 * reads the result.
 */
public final class OvaCheck {
    private static final int LARGEST_TEXT = 1 << 20;
    private static final int BUFFER = 1 << 20;

    private final UstarReader archive;
    private final Map<String, StreamSummary> disks = new HashMap<>();
    private final List<String> files = new ArrayList<>();

    private OvaCheck(InputStream in) {
        archive = new UstarReader(in);
    }

    /**
     * What was found in a sound archive.
     *
     * @param files in their order
     * @param signer the certificate of the one who signed the manifest
     */
    public record Verdict(List<String> files, Map<String, StreamSummary> disks, Optional<X509Certificate> signer) {
        public Verdict {
            files = List.copyOf(files);
            disks = Map.copyOf(disks);
        }
    }

    /**
     * Reads an archive.
     *
     * @throws DamagedFileException saying where and what, if anything is wrong
     */
    public static Verdict verify(Path ova) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(ova), BUFFER)) {
            return new OvaCheck(in).verify();
        }
    }

    private Verdict verify() throws IOException {
        Member ovf = expect(archive.next(), ".ovf");
        byte[] descriptor = text(ovf);
        String name = ovf.name().substring(0, ovf.name().length() - ".ovf".length());
        byte[] manifest = text(expect(archive.next(), name + ".mf"));
        Map<String, String> digests = new HashMap<>(Manifest.parse(name + ".mf", manifest));
        compare(digests, ovf.name(), ContentId.sha256().digest(descriptor));

        Member member = archive.next();
        Optional<X509Certificate> signer = Optional.empty();
        if (member != null && member.name().equals(name + ".cert")) {
            signer = Optional.of(signer(name, manifest, text(member)));
            member = archive.next();
        }
        for (; member != null; member = archive.next()) {
            files.add(member.name());
            compare(digests, member.name(), disk(member));
        }
        if (!digests.isEmpty()) {
            throw new DamagedFileException(name + ".mf", "the archive lacks " + digests.keySet());
        }
        compareReferences(OvfXml.parse(ovf.name(), descriptor));
        return new Verdict(files, disks, signer);
    }

    private Member expect(@Nullable Member member, String suffix) throws DamagedFileException {
        if (member == null || !member.name().endsWith(suffix)) {
            throw new DamagedFileException(member == null ? "end" : member.name(), "here should be the file " + suffix);
        }
        return member;
    }

    private byte[] text(Member member) throws IOException {
        files.add(member.name());
        if (member.size() > LARGEST_TEXT) {
            throw new DamagedFileException(member.name(), "larger than 1 MiB");
        }
        return archive.content().readAllBytes();
    }

    private byte[] disk(Member member) throws IOException {
        MessageDigest digest = ContentId.sha256();
        disks.put(member.name(), StreamReader.verify(new DigestInputStream(archive.content(), digest)));
        return digest.digest();
    }

    private static void compare(Map<String, String> digests, String file, byte[] digest) throws DamagedFileException {
        if (!HexFormat.of().formatHex(digest).equals(digests.remove(file))) {
            throw new DamagedFileException(file, "its digest is not that of the manifest");
        }
    }

    private void compareReferences(Document descriptor) throws DamagedFileException {
        NodeList references = descriptor.getElementsByTagNameNS(OvfXml.OVF, "File");
        for (int i = 0; i < references.getLength(); i++) {
            Element reference = (Element) references.item(i);
            String file = reference.getAttributeNS(OvfXml.OVF, "href");
            StreamSummary disk = disks.get(file);
            String size = reference.getAttributeNS(OvfXml.OVF, "size"); // may be left out
            if (disk == null || !(size.isEmpty() || size.equals(Long.toString(disk.fileBytes())))) {
                throw new DamagedFileException("References", "the descriptor names another file " + file);
            }
        }
        if (references.getLength() != disks.size()) {
            throw new DamagedFileException("References", "the archive has disks that the descriptor does not name");
        }
    }

    private static X509Certificate signer(String name, byte[] manifest, byte[] cert) throws IOException {
        String text = new String(cert, StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        String begin = "SHA256(" + name + ".mf)= ";
        if (end < 0 || !text.startsWith(begin)) {
            throw new DamagedFileException(name + ".cert", "its first line is no signature of the manifest");
        }
        try {
            List<X509Certificate> chain = chain(cert, end + 1);
            byte[] signature = HexFormat.of().parseHex(text.substring(begin.length(), end));
            if (ManifestSigner.verifies(chain.getFirst().getPublicKey(), manifest, signature)) {
                return chain.getFirst();
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            DamagedFileException damaged = new DamagedFileException(name + ".cert", "its certificates are damaged");
            damaged.initCause(e);
            throw damaged;
        }
        throw new DamagedFileException(name + ".cert", "the signature is not that of the manifest");
    }

    /** The certificates, each signed by the next one; the last by itself, if it says so. */
    private static List<X509Certificate> chain(byte[] cert, int from) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        InputStream pem = new ByteArrayInputStream(cert, from, cert.length - from);
        for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
            chain.add((X509Certificate) certificate);
        }
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate issuer = chain.get(Math.min(i + 1, chain.size() - 1));
            if (issuer.getSubjectX500Principal().equals(chain.get(i).getIssuerX500Principal())) {
                chain.get(i).verify(issuer.getPublicKey());
            } else if (i < chain.size() - 1) {
                throw new CertificateException("the certificates are no chain");
            }
        }
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        return chain;
    }
}
