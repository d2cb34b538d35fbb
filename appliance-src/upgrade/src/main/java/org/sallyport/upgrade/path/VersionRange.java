package org.sallyport.upgrade.path;

import java.util.Objects;
import java.util.Optional;

/**
 * Versions from one to another, both included.
 *
 * @param most the last one; none when any later one will do
 */
public record VersionRange(Version least, Optional<Version> most) {
    public VersionRange {
        Objects.requireNonNull(least, "least is missing");
        Objects.requireNonNull(most, "most is missing");
    }

    public boolean contains(Version version) {
        return version.compareTo(least) >= 0
                && most.map(last -> version.compareTo(last) <= 0).orElse(true);
    }

    @Override
    public String toString() {
        return most.map(last -> least + " to " + last).orElse(least + " or later");
    }
}
