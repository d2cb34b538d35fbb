package org.sallyport.management.api.backup.schedule;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.sallyport.core.backup.BackupFile;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;

/** A folder of an SFTP server, which is known by the fingerprint of its host key and by nothing else. */
final class SftpFolder implements RemoteFolder {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int PORT = 22;
    private static final String UNFINISHED = ".part";
    private static final Pattern PEM =
            Pattern.compile("(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\\s]+)(-----END [A-Z ]+-----)\\s*");

    private final BackupTarget target;

    SftpFolder(BackupTarget target) {
        this.target = target;
    }

    @Override
    public void put(Path file, String prefix, int keep) throws IOException {
        try (SshClient ssh = SshClient.setUpDefaultClient()) {
            ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            AtomicReference<String> shown = new AtomicReference<>("");
            ssh.setServerKeyVerifier((_, _, key) -> isExpected(key, shown));
            ssh.start();
            try (ClientSession session = connect(ssh)) {
                logIn(session, shown);
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    String name = file.getFileName().toString();
                    List<String> there = names(sftp);
                    send(sftp, file, there.contains(name));
                    thinOut(sftp, there, name, prefix, keep);
                }
            }
        }
    }

    private boolean isExpected(PublicKey key, AtomicReference<String> shown) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        shown.set(fingerprint);
        return target.hostKey().equals(fingerprint);
    }

    private ClientSession connect(SshClient ssh) throws TargetException {
        int port = target.url().getPort() < 0 ? PORT : target.url().getPort();
        try {
            return ssh.connect(target.url().getUserInfo(), target.url().getHost(), port)
                    .verify(CONNECT)
                    .getSession();
        } catch (IOException e) {
            throw new TargetException(
                    target.url().getHost() + " cannot be reached: " + e.getMessage(),
                    "See that it runs and is reached from here.",
                    e);
        }
    }

    /**
     * Proves both to each other.
     *
     * @param shown the fingerprint that the server showed
     */
    private void logIn(ClientSession session, AtomicReference<String> shown) throws TargetException {
        prove(session);
        try {
            session.auth().verify(CONNECT);
        } catch (IOException e) {
            String fingerprint = shown.get();
            if (!fingerprint.isEmpty() && !fingerprint.equals(target.hostKey())) {
                throw new TargetException(
                        target.url().getHost() + " has the host key " + fingerprint + ", not " + target.hostKey() + ".",
                        "If its key was changed or has another type, look at the server which fingerprint is right and put it"
                                + " into management.backup.target.host-key; otherwise it is another server.",
                        e);
            }
            throw new TargetException(
                    target.url().getHost() + " does not let in " + target.url().getUserInfo() + ": " + e.getMessage(),
                    "See that management.backup.target.secret is the password of this user, or a private key whose public"
                            + " one is among his authorized keys.",
                    e);
        }
    }

    private void prove(ClientSession session) throws TargetException {
        String secret = target.secret().reveal();
        Matcher pem = PEM.matcher(secret.strip());
        if (!pem.matches()) {
            session.addPasswordIdentity(secret);
            return;
        }
        // A field of one line makes spaces of the ends of lines.
        String key = pem.group(1) + "\n" + pem.group(2).replaceAll("\\s+", "").replaceAll("(.{64})", "$1\n") + "\n"
                + pem.group(3) + "\n";
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    session,
                    () -> "management.backup.target.secret",
                    new ByteArrayInputStream(key.getBytes(StandardCharsets.US_ASCII)),
                    FilePasswordProvider.EMPTY);
            pairs.forEach(session::addPublicKeyIdentity);
        } catch (IOException | GeneralSecurityException e) {
            throw new TargetException(
                    "The private key cannot be read: " + e.getMessage(),
                    "Put one without a passphrase of its own into management.backup.target.secret, as ssh-keygen writes it.",
                    e);
        }
    }

    private List<String> names(SftpClient sftp) throws TargetException {
        List<String> names = new ArrayList<>();
        try {
            for (SftpClient.DirEntry entry : sftp.readEntries(folder())) {
                names.add(entry.getFilename());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new TargetException(
                    "The folder " + folder() + " of " + target.url().getHost() + " cannot be read: " + e.getMessage(),
                    "Make it there, or name another in management.backup.target.url.",
                    e);
        }
        return names;
    }

    private void send(SftpClient sftp, Path file, boolean isThere) throws TargetException {
        String place = place(file.getFileName().toString());
        try {
            try (OutputStream out = sftp.write(
                    place + UNFINISHED,
                    SftpClient.OpenMode.Write,
                    SftpClient.OpenMode.Create,
                    SftpClient.OpenMode.Truncate)) {
                Files.copy(file, out);
            }
            if (isThere) {
                sftp.remove(place);
            }
            sftp.rename(place + UNFINISHED, place);
        } catch (IOException e) {
            throw new TargetException(
                    place + " cannot be written at " + target.url().getHost() + ": " + e.getMessage(),
                    "See that the user may write into the folder, and that there is space.",
                    e);
        }
    }

    /** Leaves the one that was sent and the newest of the others; their names hold the time at which they were made. */
    private void thinOut(SftpClient sftp, List<String> before, String sent, String prefix, int keep)
            throws IOException {
        List<String> others = before.stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith(BackupFile.ENDING) && !name.equals(sent))
                .sorted()
                .toList();
        for (String name : others.subList(0, Math.max(0, others.size() - (keep - 1)))) {
            sftp.remove(place(name));
        }
    }

    private String folder() {
        String path = target.url().getPath();
        return path.isEmpty() || path.equals("/") ? "." : path;
    }

    private String place(String name) {
        return folder() + "/" + name;
    }
}
