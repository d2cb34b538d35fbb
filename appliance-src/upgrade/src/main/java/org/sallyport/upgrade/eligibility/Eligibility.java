package org.sallyport.upgrade.eligibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sallyport.base.problem.Problem;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.path.Release;
import org.sallyport.upgrade.path.UpgradePath;
import org.sallyport.upgrade.path.Version;

/** Sees whether a package may take the place of what is installed. */
public final class Eligibility {
    private Eligibility() {}

    /** All that is against it; nothing when it may. */
    public static List<Problem> problems(Manifest manifest, Installed installed) {
        List<Problem> problems = new ArrayList<>();
        if (!fitsBase(manifest, installed)) {
            problems.add(new Problem(
                    "base",
                    manifest.base(),
                    "This machine is built on " + installed.base() + ".",
                    "Take the package for " + installed.base() + "."));
        }
        if (manifest.architecture().compareTo(installed.processor()) > 0) {
            problems.add(new Problem(
                    "architecture",
                    manifest.architecture().toString(),
                    "This machine's processor is " + installed.processor() + ".",
                    "Take a package for an older release of the distribution."));
        }
        if (manifest.securityEpoch() < installed.securityEpoch()) {
            problems.add(new Problem(
                    "securityEpoch",
                    Integer.toString(manifest.securityEpoch()),
                    "Packages before epoch " + installed.securityEpoch()
                            + " have faults that must not come back to this machine.",
                    "Take a newer package."));
        }
        if (manifest.settingsSchema() < installed.settingsSchema()) {
            problems.add(new Problem(
                    "settingsSchema",
                    Integer.toString(manifest.settingsSchema()),
                    "The settings of this machine are in the newer form " + installed.settingsSchema() + ".",
                    "To go back, roll back to the other slot, or install anew and restore a backup of that version."));
        }
        if (!manifest.startsFrom().contains(installed.version())) {
            problems.add(new Problem(
                    "startsFrom",
                    manifest.startsFrom().toString(),
                    "Version " + installed.version() + " is installed.",
                    wayThere(manifest, installed.version())));
        }
        return problems;
    }

    /** What to install one after the other to come to a package, itself the last; none when no way is known. */
    public static Optional<List<Version>> path(Manifest manifest, Version installed) {
        List<Release> known = new ArrayList<>(manifest.earlier());
        known.add(new Release(manifest.version(), manifest.startsFrom()));
        return UpgradePath.between(installed, manifest.version(), known);
    }

    private static String wayThere(Manifest manifest, Version installed) {
        return path(manifest, installed)
                .filter(path -> path.size() > 1)
                .map(path -> "Install one after the other: "
                        + path.stream().map(Version::toString).collect(Collectors.joining(", ")) + ".")
                .orElse("No way leads there; install " + manifest.version() + " anew and restore a backup.");
    }

    /** A new root may bring a later release of the same distribution; the services alone need the one they were built on. */
    private static boolean fitsBase(Manifest manifest, Installed installed) {
        return manifest.kind() == PackageKind.APPLICATION
                ? manifest.base().equals(installed.base())
                : installed.base().startsWith(manifest.family() + "-")
                        && release(manifest.base()) >= release(installed.base());
    }

    private static int release(String base) {
        return Integer.parseInt(base.substring(base.indexOf('-') + 1));
    }
}
