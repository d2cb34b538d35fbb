package org.sallyport.management.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.core.pki.PemFiles;
import org.sallyport.upgrade.eligibility.Eligibility;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageReader;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.signature.DevelopmentKey;
import org.sallyport.upgrade.signature.Signer;
import org.sallyport.upgrade.signature.TrustedSigners;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Upgrade packages as files, wherever the command runs; no system is asked. */
abstract class PackageCommands {
    /** Whom to believe. */
    static final class Authorities {
        private static final Path OF_OPERATOR = Path.of("/etc/sallyport/upgrade-authorities.pem");

        @Option(
                names = "--trust",
                paramLabel = "FOLDER",
                defaultValue = "/usr/share/sallyport/trust",
                description =
                        "Folder with authorities.pem and the list of revoked certificates (default ${DEFAULT-VALUE}).")
        private Path folder = Path.of("");

        @Option(
                names = "--authorities",
                paramLabel = "FILE",
                description = "PEM certificates of authorities, instead of all others.")
        private @Nullable Path only;

        TrustedSigners read() throws IOException {
            TrustedSigners installed = TrustedSigners.read(folder, OF_OPERATOR);
            return only == null
                    ? installed
                    : new TrustedSigners(List.of(), PemFiles.certificates(only), installed.revoked());
        }
    }

    @Command(
            name = "inspect",
            description = "Shows what a package says of itself, once it is known who signed it.",
            mixinStandardHelpOptions = true)
    public int inspect(
            @Mixin Printer printer,
            @Mixin Authorities authorities,
            @Parameters(paramLabel = "FILE", description = "A .upg or .bin file.") Path file)
            throws IOException {
        try (PackageReader reader = open(file, authorities)) {
            ObjectNode shown = (ObjectNode) Json.tree(reader.manifest());
            for (JsonNode member : shown.path("members")) {
                ((ObjectNode) member).remove("blocks");
            }
            printer.document(shown.set("signer", signer(reader.signer())));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "verify",
            description = "Proves a package to its last byte; exits with 7 when anything is wrong with it.",
            mixinStandardHelpOptions = true)
    public int verify(
            @Mixin Printer printer,
            @Mixin Authorities authorities,
            @Option(names = "--release", description = "Refuse keys that were made for development.") boolean release,
            @Parameters(paramLabel = "FILE", description = "A .upg or .bin file.") Path file)
            throws IOException {
        try (PackageReader reader = open(file, authorities)) {
            if (release && reader.signer().isDevelopment()) {
                throw new ApiException(
                        ExitCode.INVALID_INPUT,
                        file + " is signed with a key for development. Sign it with that of the publisher.");
            }
            reader.read(_ -> (_, _) -> {});
            Manifest manifest = reader.manifest();
            printer.say(file + " is sound: " + manifest.product() + " " + manifest.version() + " for " + manifest.base()
                    + ", signed by " + reader.signer().name()
                    + (reader.signer().isDevelopment() ? " (for development)" : "") + ".");
        }
        return ExitCode.OK;
    }

    @Command(
            name = "plan",
            description = "Lists what to install one after the other, to come from a version to a package.",
            mixinStandardHelpOptions = true)
    public int plan(
            @Mixin Printer printer,
            @Mixin Authorities authorities,
            @Option(names = "--from", paramLabel = "VERSION", required = true, description = "The installed version.")
                    String from,
            @Parameters(paramLabel = "FILE", description = "A .upg or .bin file.") Path file)
            throws IOException {
        try (PackageReader reader = open(file, authorities)) {
            List<Version> path = Eligibility.path(reader.manifest(), Version.of(from))
                    .orElseThrow(() -> new ApiException(
                            ExitCode.NOT_FOUND,
                            "No way is known from " + from + " to "
                                    + reader.manifest().version() + ". Install that anew and restore a backup."));
            path.forEach(version -> printer.say(version.toString()));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "development-key",
            description = "Makes a key to sign packages that are not published, and its authority.",
            mixinStandardHelpOptions = true)
    public int developmentKey(
            @Mixin Printer printer, @Parameters(paramLabel = "FOLDER", description = "Where they go.") Path folder)
            throws IOException {
        DevelopmentKey.make(folder, Clock.systemUTC());
        printer.say("Sign with --key " + folder.resolve(DevelopmentKey.KEY) + " --certificates "
                + folder.resolve(DevelopmentKey.CERTIFICATE) + "; believe it with --authorities "
                + folder.resolve(DevelopmentKey.AUTHORITY) + ".");
        return ExitCode.OK;
    }

    private static PackageReader open(Path file, Authorities authorities) throws IOException {
        InputStream bytes = file.equals(Path.of("-")) ? System.in : Files.newInputStream(file);
        return PackageReader.open(bytes, authorities.read());
    }

    private static JsonNode signer(Signer signer) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", signer.name())
                .put("fingerprint", signer.fingerprint())
                .put("authority", signer.authority().getSubjectX500Principal().getName())
                .put("ofOperator", signer.isOperators())
                .put("forDevelopment", signer.isDevelopment());
    }
}
