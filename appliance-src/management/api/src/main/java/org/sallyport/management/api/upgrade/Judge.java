package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.management.api.network.HostQuestion;
import org.sallyport.upgrade.eligibility.Eligibility;
import org.sallyport.upgrade.eligibility.Installed;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageReader;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.signature.Signer;
import org.sallyport.upgrade.signature.TrustedSigners;

/**
 * Sees whether a package is whole, whose it is, and whether it fits this machine. What writes it to the disk judges once more.
 *
 * @param status what the machine has
 */
record Judge(Trust trust, Supplier<UpgradeStatus> status) {
    /** Whom this machine believes, as of now. */
    @FunctionalInterface
    interface Trust {
        TrustedSigners read() throws IOException;
    }

    /** Hears of a package as it is read. */
    interface Hearer {
        /** Who signed it is known. */
        void contents(UpgradePackage.Contents contents, List<Problem> problems);

        /** So many bytes more are those that were signed. */
        LongConsumer proven();
    }

    /**
     * Reads a package to its end, or to the problems that make it of no use here.
     *
     * @throws IOException when it is damaged or of nobody trusted
     */
    void read(InputStream file, Hearer hearer) throws IOException {
        try (PackageReader reader = PackageReader.open(file, trust.read())) {
            Manifest manifest = reader.manifest();
            Installed installed = installed();
            List<Problem> problems = Eligibility.problems(manifest, installed);
            hearer.contents(contents(manifest, reader.signer(), installed.version()), problems);
            if (problems.isEmpty()) {
                LongConsumer proven = hearer.proven();
                reader.read(_ -> (_, length) -> proven.accept(length));
            }
        }
    }

    private Installed installed() {
        UpgradeStatus now = HostQuestion.ask(status);
        return new Installed(
                Version.of(now.version()),
                now.base(),
                ProcessorLevel.named(now.processor()),
                now.settingsSchema(),
                now.securityEpoch());
    }

    private static UpgradePackage.Contents contents(Manifest manifest, Signer signer, Version installed) {
        return new UpgradePackage.Contents(
                manifest.version().toString(),
                manifest.kind(),
                manifest.base(),
                manifest.architecture().toString(),
                manifest.startsFrom().toString(),
                manifest.settingsSchema(),
                manifest.securityEpoch(),
                manifest.created(),
                manifest.notes(),
                Eligibility.path(manifest, installed).orElse(List.of()).stream()
                        .map(Version::toString)
                        .toList(),
                new UpgradePackage.SignedBy(
                        signer.name(), signer.fingerprint(), signer.isOperators(), signer.isDevelopment()));
    }
}
