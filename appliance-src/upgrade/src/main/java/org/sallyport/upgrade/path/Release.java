package org.sallyport.upgrade.path;

import java.util.Objects;

/**
 * A version there is a package of.
 *
 * @param startsFrom the versions that it can take the place of
 */
public record Release(Version version, VersionRange startsFrom) {
    public Release {
        Objects.requireNonNull(version, "version is missing");
        Objects.requireNonNull(startsFrom, "startsFrom is missing");
    }
}
