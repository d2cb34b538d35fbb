package org.sallyport.upgrade.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.Problem;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.PackageWriter;
import org.sallyport.upgrade.format.Packages;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;

class EligibilityTest {
    @TempDir
    static Path folder;

    private Manifest manifest;

    @BeforeEach
    void pack() throws IOException {
        PackageWriter writer = Packages.writer(folder, "1.2.3", 3000);
        manifest = writer.sign(Packages.PUBLISHER, _ -> {}).manifest();
    }

    @Test
    void takesWhatFits() {
        assertThat(problems("1.0.0", "debian-12", ProcessorLevel.V2, 3, 1)).isEmpty();
        assertThat(problems("1.2.3", "debian-11", ProcessorLevel.V3, 2, 0))
                .as("a later release of the distribution")
                .isEmpty();
    }

    @Test
    void namesAllThatIsAgainstIt() {
        List<Problem> problems = problems("0.8.5", "centos-9", ProcessorLevel.V1, 4, 2);
        assertThat(problems)
                .extracting(Problem::path)
                .containsExactly("base", "architecture", "securityEpoch", "settingsSchema", "startsFrom");
        assertThat(problems.getLast().remedy()).isEqualTo("Install one after the other: 1.0.0, 1.2.3.");
    }

    @Test
    void doesNotGoBackToAnEarlierReleaseOfTheDistribution() {
        assertThat(problems("1.1.0", "debian-13", ProcessorLevel.V2, 3, 1))
                .singleElement()
                .satisfies(problem -> assertThat(problem.detail()).isEqualTo("This machine is built on debian-13."));
    }

    @Test
    void saysWhenNoWayLeadsThere() {
        assertThat(problems("0.5.0", "debian-12", ProcessorLevel.V2, 1, 1))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy())
                        .isEqualTo("No way leads there; install 1.2.3 anew and restore a backup."));
    }

    @Test
    void plansTheWay() {
        assertThat(Eligibility.path(manifest, Version.of("0.9.0")))
                .contains(Stream.of("1.0.0", "1.2.3").map(Version::of).toList());
        assertThat(Eligibility.path(manifest, Version.of("1.2.3"))).contains(List.of());
    }

    private List<Problem> problems(String version, String base, ProcessorLevel processor, int schema, int epoch) {
        return Eligibility.problems(manifest, new Installed(Version.of(version), base, processor, schema, epoch));
    }
}
