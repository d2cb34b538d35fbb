package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.testing.tools.Program;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.format.PackageWriter;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;
import org.sallyport.upgrade.signature.DevelopmentKey;
import org.sallyport.upgrade.signature.PackageSigner;

/** A real package of a small tree, signed by a key made for it. */
final class TrialPackage {
    private final Path folder;
    private final Path squashfs;

    /** Of a tree of files; keys and squashfs go into a folder. */
    TrialPackage(Path folder, Path tree) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.squashfs = folder.resolve("root.squashfs");
        DevelopmentKey.make(folder, Clock.systemUTC());
        Program.run("mksquashfs", tree.toString(), squashfs.toString(), "-quiet", "-no-progress");
    }

    Path authority() {
        return folder.resolve(DevelopmentKey.AUTHORITY);
    }

    long payload() throws IOException {
        return Files.size(squashfs);
    }

    void write(String version, String base, PackageKind kind, Path file) throws IOException {
        Manifest draft = new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Version.of(version),
                base,
                ProcessorLevel.V1,
                kind,
                new VersionRange(Version.of("1.0.0"), Optional.empty()),
                1,
                0,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "",
                List.of(),
                List.of());
        Path sbom = Files.writeString(folder.resolve("sbom"), "{}");
        PackageWriter writer = new PackageWriter(draft, sbom, squashfs);
        PackageSigner signer = new PackageSigner(
                PemFiles.key(folder.resolve(DevelopmentKey.KEY)),
                PemFiles.certificates(folder.resolve(DevelopmentKey.CERTIFICATE)));
        writer.write(writer.sign(signer, _ -> {}), PackageWriter.Form.PLAIN, file);
    }
}
