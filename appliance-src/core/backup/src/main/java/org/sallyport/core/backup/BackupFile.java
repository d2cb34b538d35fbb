package org.sallyport.core.backup;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sallyport.base.archive.UstarReader;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.backup.BackupManifest.Member;

/**
 * A backup that was opened and proven to its last octet. Members up to {@link #LARGEST_HELD} octets are held in memory;
 * larger ones are read from the file again.
 */
public final class BackupFile {
    /** The ending of its name. */
    public static final String ENDING = ".backup";

    static final int LARGEST_HELD = 4 << 20;
    private static final int MOST_HELD = 32 << 20;

    private final Path file;
    private final BackupPassphrase passphrase;
    private final BackupManifest manifest;
    private final Map<String, byte[]> held;

    private BackupFile(Path file, BackupPassphrase passphrase, BackupManifest manifest, Map<String, byte[]> held) {
        this.file = file;
        this.passphrase = passphrase;
        this.manifest = manifest;
        this.held = held;
    }

    /**
     * What a backup is told of the system that it is of.
     *
     * @param version of the product
     * @param settingsSchema the form of its settings
     * @param hostName of the machine
     */
    public record Source(String version, int settingsSchema, String hostName) {}

    /** Writes a backup; the stream stays open. */
    public static BackupManifest write(
            OutputStream file,
            BackupPassphrase passphrase,
            Source source,
            Instant created,
            List<BackupContent> contents)
            throws IOException {
        return write(file, passphrase, Envelope.ITERATIONS, source, created, contents);
    }

    static BackupManifest write(
            OutputStream file,
            BackupPassphrase passphrase,
            int iterations,
            Source source,
            Instant created,
            List<BackupContent> contents)
            throws IOException {
        List<Member> members = new ArrayList<>();
        for (BackupContent content : contents) {
            members.add(content.member());
        }
        BackupManifest manifest = new BackupManifest(
                BackupManifest.PRODUCT,
                BackupManifest.FORMAT,
                source.version(),
                source.settingsSchema(),
                created,
                source.hostName(),
                members);
        try (OutputStream sealed = Envelope.seal(file, passphrase, iterations)) {
            UstarWriter archive = new UstarWriter(Channels.newChannel(sealed), manifest.created());
            archive.add(BackupManifest.NAME, manifest.write());
            for (BackupContent content : contents) {
                content.addTo(archive);
            }
            archive.end();
        }
        return manifest;
    }

    /**
     * Reads a backup from start to end.
     *
     * @throws InvalidInputException when it is none, is of another product or format, or the passphrase is wrong
     * @throws DamagedFileException when it is damaged
     */
    public static BackupFile open(Path file, BackupPassphrase passphrase) throws IOException {
        try (InputStream content = decrypted(file, passphrase)) {
            UstarReader archive = new UstarReader(content);
            BackupManifest manifest = manifest(archive);
            Map<String, byte[]> held = new LinkedHashMap<>();
            long sum = 0;
            for (Member member : manifest.members()) {
                next(archive, member);
                if (member.size() <= LARGEST_HELD) {
                    sum += member.size();
                    if (sum > MOST_HELD) {
                        throw new DamagedFileException(
                                "backup", "it holds more than " + MOST_HELD + " octets of files");
                    }
                    held.put(member.name(), archive.content().readAllBytes());
                }
            }
            end(archive, content);
            return new BackupFile(file, passphrase, manifest, held);
        }
    }

    private static InputStream decrypted(Path file, BackupPassphrase passphrase) throws IOException {
        return new BufferedInputStream(
                Envelope.open(new BufferedInputStream(Files.newInputStream(file)), passphrase), 1 << 16);
    }

    private static BackupManifest manifest(UstarReader archive) throws IOException {
        UstarReader.Member first = archive.next();
        if (first == null || !first.name().equals(BackupManifest.NAME) || first.size() > BackupManifest.MOST_BYTES) {
            throw new DamagedFileException("backup", "it does not begin with a manifest");
        }
        BackupManifest manifest = BackupManifest.read(archive.content().readAllBytes());
        if (!manifest.product().equals(BackupManifest.PRODUCT)) {
            throw refused("product", manifest.product(), "It is a backup of another product.", "Give one of ours.");
        }
        if (manifest.format() != BackupManifest.FORMAT) {
            throw refused(
                    "format",
                    Integer.toString(manifest.format()),
                    "Version " + manifest.version() + " made it in a form that this version cannot read.",
                    "Install version " + manifest.version() + " or a later one.");
        }
        return manifest;
    }

    private static void next(UstarReader archive, Member stated) throws IOException {
        UstarReader.Member member = archive.next();
        if (member == null || !member.name().equals(stated.name()) || member.size() != stated.size()) {
            throw new DamagedFileException(stated.name(), "it is not there as the manifest says");
        }
    }

    private static void end(UstarReader archive, InputStream content) throws IOException {
        if (archive.next() != null || content.read() >= 0) {
            throw new DamagedFileException("backup", "it holds more than its manifest says");
        }
    }

    private static InvalidInputException refused(String what, String value, String detail, String remedy) {
        return new InvalidInputException(new Problem("backup." + what, value, detail, remedy));
    }

    public BackupManifest manifest() {
        return manifest;
    }

    /** A small member's content; empty if there is none of that name. */
    public Optional<byte[]> content(String name) {
        return Optional.ofNullable(held.get(name)).map(byte[]::clone);
    }

    /** Reads a member of text line by line, however large; nothing when there is none of that name. */
    public void lines(String name, Consumer<String> line) throws IOException {
        try (InputStream content = decrypted(file, passphrase)) {
            UstarReader archive = new UstarReader(content);
            manifest(archive);
            for (Member member : manifest.members()) {
                next(archive, member);
                if (member.name().equals(name)) {
                    new BufferedReader(new InputStreamReader(archive.content(), StandardCharsets.UTF_8))
                            .lines()
                            .forEach(line);
                    return;
                }
            }
        }
    }
}
