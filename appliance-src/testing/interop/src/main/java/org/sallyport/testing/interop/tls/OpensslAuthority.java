package org.sallyport.testing.interop.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sallyport.testing.interop.network.Command;

/** A certificate authority of OpenSSL's program, its files in a folder of their own. */
public final class OpensslAuthority {
    private static final String DAYS = "2";

    private final Path folder;

    /** Makes one. */
    public OpensslAuthority(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        makeKey("authority");
        openssl(
                "req",
                "-x509",
                "-new",
                "-key",
                file("authority.key"),
                "-subj",
                "/CN=" + folder.getFileName(),
                "-days",
                DAYS,
                "-out",
                file("authority.pem"));
    }

    /** Key and certificate files of a peer, and both under {@link #PASSWORD} as PKCS 12. */
    public record Issued(Path key, Path certificate, Path store) {
        /** Of the PKCS 12 file. */
        public static final String PASSWORD = "interop";
    }

    /** Its own certificate in PEM. */
    public String certificate() throws IOException {
        return Files.readString(folder.resolve("authority.pem"));
    }

    /**
     * Issues a certificate.
     *
     * @param name common name, and name of the files
     * @param alternative as OpenSSL writes it: {@code DNS:pbx.example}
     */
    public Issued issue(String name, String alternative) throws IOException {
        makeKey(name);
        openssl("req", "-new", "-key", file(name + ".key"), "-subj", "/CN=" + name, "-out", file(name + ".csr"));
        Files.writeString(
                folder.resolve(name + ".ext"),
                "subjectAltName=" + alternative + "\nextendedKeyUsage=serverAuth,clientAuth\n");
        openssl(
                "x509",
                "-req",
                "-in",
                file(name + ".csr"),
                "-CA",
                file("authority.pem"),
                "-CAkey",
                file("authority.key"),
                "-CAcreateserial",
                "-days",
                DAYS,
                "-extfile",
                file(name + ".ext"),
                "-out",
                file(name + ".pem"));
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                file(name + ".key"),
                "-in",
                file(name + ".pem"),
                "-passout",
                "pass:" + Issued.PASSWORD,
                "-out",
                file(name + ".p12"));
        return new Issued(folder.resolve(name + ".key"), folder.resolve(name + ".pem"), folder.resolve(name + ".p12"));
    }

    private void makeKey(String name) throws IOException {
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file(name + ".key"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void openssl(String... words) throws IOException {
        String[] all = new String[words.length + 1];
        all[0] = "openssl";
        System.arraycopy(words, 0, all, 1, words.length);
        Command.run(all);
    }
}
