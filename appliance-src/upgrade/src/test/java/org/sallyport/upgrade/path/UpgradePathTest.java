package org.sallyport.upgrade.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpgradePathTest {
    private static final List<Release> KNOWN = List.of(
            release("0.8.0", "0.1.0", null),
            release("0.9.0", "0.8.0", null),
            release("1.0.0", "0.8.0", null),
            release("1.1.0", "1.0.0", null),
            release("1.2.0", "1.0.0", "1.1.9"),
            release("2.0.0", "1.2.0", null),
            release("2.1.0", "1.2.0", null));

    @Test
    void takesNoStepMoreThanItMust() {
        assertThat(path("1.2.0", "2.1.0")).contains(versions("2.1.0"));
        assertThat(path("1.0.0", "2.1.0")).contains(versions("1.2.0", "2.1.0"));
        assertThat(path("0.1.0", "2.1.0")).contains(versions("0.8.0", "1.0.0", "1.2.0", "2.1.0"));
    }

    @Test
    void startsFromVersionsBeforeTheFirstRelease() {
        assertThat(path("0.8.3", "1.1.0")).contains(versions("1.0.0", "1.1.0"));
        assertThat(path("1.0.0-rc.2", "1.1.0")).contains(versions("1.0.0", "1.1.0"));
    }

    @Test
    void knowsWhenNoWayLeadsThere() {
        assertThat(path("0.0.9", "2.1.0")).isEmpty();
        assertThat(path("1.1.10", "1.2.0"))
                .as("beyond the last that it starts from")
                .isEmpty();
        assertThat(path("2.1.0", "1.0.0")).as("backwards").isEmpty();
        assertThat(path("2.1.0", "2.1.0")).contains(List.of());
    }

    @Test
    void prefersTheNewestOfEqualWays() {
        assertThat(UpgradePath.between(
                        Version.of("1.0.0"),
                        Version.of("3.0.0"),
                        List.of(
                                release("2.0.0", "1.0.0", null),
                                release("2.5.0", "1.0.0", null),
                                release("3.0.0", "2.0.0", null))))
                .contains(versions("2.5.0", "3.0.0"));
    }

    private static Optional<List<Version>> path(String from, String to) {
        return UpgradePath.between(Version.of(from), Version.of(to), KNOWN);
    }

    private static List<Version> versions(String... versions) {
        return Stream.of(versions).map(Version::of).toList();
    }

    private static Release release(String version, String least, @org.jspecify.annotations.Nullable String most) {
        return new Release(
                Version.of(version),
                new VersionRange(Version.of(least), Optional.ofNullable(most).map(Version::of)));
    }
}
