package org.sallyport.upgrade.format;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.sallyport.base.archive.UstarWriter;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Release;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;
import org.sallyport.upgrade.signature.Certificates;
import org.sallyport.upgrade.signature.Certificates.Identity;
import org.sallyport.upgrade.signature.PackageSigner;
import org.sallyport.upgrade.signature.TrustedSigners;

/** Packages for tests, and who signs them. */
public final class Packages {
    public static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    private static final Instant START = CREATED.minus(Duration.ofDays(1));
    static final Identity ROOT = Certificates.root(Certificates.authority("Publisher", START));
    private static final Identity SIGNER = Certificates.issued(Certificates.signer("Release signer", START), ROOT);
    public static final PackageSigner PUBLISHER = SIGNER.signer();
    public static final TrustedSigners TRUSTED = new TrustedSigners(List.of(ROOT.certificate()), List.of(), Set.of());

    private Packages() {}

    /** A writer of a whole system whose files are in a folder; the payload has so many bytes that look random. */
    public static PackageWriter writer(Path folder, String version, int payload) throws IOException {
        return writer(folder, version, PackageKind.SYSTEM, payload);
    }

    static PackageWriter writer(Path folder, String version, PackageKind kind, int payload) throws IOException {
        Path sbom = Files.writeString(folder.resolve("bom-" + version), "{\"bomFormat\": \"CycloneDX\"}");
        byte[] bytes = new byte[payload];
        new Random(payload).nextBytes(bytes);
        Manifest draft = new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Version.of(version),
                "debian-12",
                ProcessorLevel.V2,
                kind,
                new VersionRange(Version.of("1.0.0"), Optional.empty()),
                3,
                1,
                CREATED,
                "Better in every way.\n",
                List.of(new Release(Version.of("1.0.0"), new VersionRange(Version.of("0.8.0"), Optional.empty()))),
                List.of());
        return new PackageWriter(draft, sbom, Files.write(folder.resolve("root-" + version), bytes));
    }

    /** The bytes of a package. */
    public static byte[] bytes(PackageWriter writer, PackageWriter.Form form, Path folder) throws IOException {
        Path file = folder.resolve("package-" + form);
        writer.write(writer.sign(PUBLISHER, _ -> {}), form, file);
        return Files.readAllBytes(file);
    }

    /** An archive of any members, as if somebody had made it by hand. */
    static byte[] archive(Path file, Instant time, Map<String, byte[]> members) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            UstarWriter archive = new UstarWriter(channel, time);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                archive.add(member.getKey(), member.getValue());
            }
            archive.end();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    /** What a reader hands out of a package, by the name of the member. */
    static Map<String, byte[]> read(byte[] bytes) throws IOException {
        Map<String, ByteArrayOutputStream> members = new LinkedHashMap<>();
        try (PackageReader reader = PackageReader.open(new ByteArrayInputStream(bytes), TRUSTED)) {
            reader.read(member -> {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                members.put(member.name(), content);
                return (block, length) -> content.write(block, 0, length);
            });
        }
        Map<String, byte[]> read = new LinkedHashMap<>();
        members.forEach((name, content) -> read.put(name, content.toByteArray()));
        return read;
    }

    /** Where a part begins in bytes. */
    static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.range(0, bytes.length - part.length)
                .filter(i -> Arrays.equals(bytes, i, i + part.length, part, 0, part.length))
                .findFirst()
                .orElseThrow();
    }
}
