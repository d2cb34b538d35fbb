package org.sallyport.upgrade.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.problem.InvalidInputException;

class VersionTest {
    /** Semantic Versioning 2.0.0, section 11, with the cases of its example. */
    @Test
    void ordersByPrecedence() {
        List<Version> ordered = Stream.of(
                        "0.1.0",
                        "0.9.12",
                        "0.10.0",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "2.0.0",
                        "2.1.0",
                        "2.1.1")
                .map(Version::of)
                .toList();
        List<Version> shuffled = new java.util.ArrayList<>(ordered);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(ordered);
        assertThat(ordered)
                .allSatisfy(
                        version -> assertThat(Version.of(version.toString())).isEqualTo(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "01.2.3",
                "1.2.-3",
                "v1.2.3",
                "1.2.3-",
                "1.2.3-a..b",
                "1.2.3-01",
                "1.2.9999999999"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Version.of(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Give one such as 1.4.0");
    }
}
