package org.sallyport.management.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.format.PackageWriter;
import org.sallyport.upgrade.format.PackageWriter.Form;
import org.sallyport.upgrade.format.PackageWriter.Signed;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Release;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;
import org.sallyport.upgrade.signature.PackageSigner;
import org.sallyport.upgrade.signature.Pkcs11Key;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a package. */
@Command(
        name = "pack",
        description = "Packs and signs a root or the services as .upg, .bin or both.",
        mixinStandardHelpOptions = true)
final class UpgradePackCommand implements Callable<Integer> {
    @Mixin
    private Printer printer = new Printer();

    @Option(names = "--release", paramLabel = "VERSION", required = true, description = "Version of what is packed.")
    private String release = "";

    @Option(
            names = "--base",
            paramLabel = "BASE",
            required = true,
            description = "Its distribution with release, such as centos-10.")
    private String base = "";

    @Option(
            names = "--architecture",
            paramLabel = "LEVEL",
            required = true,
            description = "What the processor must do: x86-64, x86-64-v2, x86-64-v3.")
    private String architecture = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "system",
            description = "system: the whole root; application: the services alone.")
    private PackageKind kind = PackageKind.SYSTEM;

    @Option(names = "--payload", paramLabel = "FILE", required = true, description = "The squashfs.")
    private Path payload = Path.of("");

    @Option(
            names = "--sbom",
            paramLabel = "FILE",
            required = true,
            description = "Bill of materials (CycloneDX, JSON).")
    private Path sbom = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            required = true,
            description = "First version it can take the place of.")
    private String from = "";

    @Option(
            names = "--up-to",
            paramLabel = "VERSION",
            description = "Last version it can take the place of; none by default.")
    private @Nullable String upTo;

    @Option(
            names = "--settings-schema",
            paramLabel = "N",
            required = true,
            description = "Number of the settings' form.")
    private int settingsSchema;

    @Option(
            names = "--security-epoch",
            paramLabel = "N",
            required = true,
            description = "Grows when older packages must not come back.")
    private int securityEpoch;

    @Option(
            names = "--created",
            paramLabel = "SECONDS",
            required = true,
            description = "When it is made, in seconds since 1970.")
    private long created;

    @Option(names = "--notes", paramLabel = "FILE", required = true, description = "What changed, in plain text.")
    private Path notes = Path.of("");

    @Option(
            names = "--earlier",
            paramLabel = "FILE",
            required = true,
            description = "Earlier releases as JSON: [{\"version\": ..., \"startsFrom\": {\"least\": ...}}].")
    private Path earlier = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Key key = new Key();

    @Option(
            names = "--certificates",
            paramLabel = "FILE",
            required = true,
            description = "The signer's certificate, then its issuers, in PEM.")
    private Path certificates = Path.of("");

    @Option(names = "--into", paramLabel = "FOLDER", required = true, description = "Where the packages go.")
    private Path folder = Path.of("");

    @Option(
            names = "--form",
            paramLabel = "FORM",
            defaultValue = "upg",
            split = ",",
            description = "upg, bin or both: upg,bin.")
    private List<String> forms = List.of();

    /** Where the key is: in a file or in a token that keeps it. */
    static final class Key {
        @Option(names = "--key", paramLabel = "FILE", required = true, description = "The signer's key in PEM.")
        private @Nullable Path file;

        @ArgGroup(exclusive = false, multiplicity = "1")
        private @Nullable Token token;

        PrivateKey read() throws IOException {
            if (token != null) {
                return Pkcs11Key.find(
                        token.configuration, Files.readString(token.pinFile).strip(), token.alias);
            }
            if (file != null) {
                return PemFiles.key(file);
            }
            throw new IllegalStateException("the options name a key");
        }
    }

    /** A token. */
    static final class Token {
        @Option(
                names = "--pkcs11",
                paramLabel = "FILE",
                required = true,
                description = "Configuration of the token, as SunPKCS11 takes it.")
        private Path configuration = Path.of("");

        @Option(names = "--pin-file", paramLabel = "FILE", required = true, description = "File with the token's PIN.")
        private Path pinFile = Path.of("");

        @Option(names = "--alias", paramLabel = "NAME", required = true, description = "Label of the key.")
        private String alias = "";
    }

    @Override
    public Integer call() throws IOException {
        Manifest draft = new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Version.of(release),
                base,
                ProcessorLevel.named(architecture),
                kind,
                new VersionRange(Version.of(from), Optional.ofNullable(upTo).map(Version::of)),
                settingsSchema,
                securityEpoch,
                Instant.ofEpochSecond(created),
                Files.readString(notes),
                Json.MAPPER.readValue(Files.readString(earlier), new TypeReference<List<Release>>() {}),
                List.of());
        PackageWriter writer = new PackageWriter(draft, sbom, payload);
        PackageSigner signer = new PackageSigner(key.read(), PemFiles.certificates(certificates));
        Signed signed = writer.sign(signer, _ -> {});
        Files.createDirectories(folder);
        for (String name : forms) {
            Path file = folder.resolve(signed.manifest().fileName() + "." + name);
            writer.write(signed, form(name), file);
            printer.say(file + ", " + Files.size(file) + " bytes");
        }
        return ExitCode.OK;
    }

    private static Form form(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "upg" -> Form.PLAIN;
            case "bin" -> Form.SELF_EXTRACTING;
            default -> throw new ApiException(ExitCode.USAGE, "--form names '" + name + "'. Possible: upg, bin.");
        };
    }
}
