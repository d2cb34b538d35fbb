package org.sallyport.upgrade.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.base.problem.InvalidInputException;

class ProcessorLevelTest {
    private static final String NEHALEM = "fpu cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3";
    private static final String HASWELL = NEHALEM + " avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";

    @Test
    void isTheHighestOfWhichNothingLacks() {
        assertThat(level("fpu sse2")).isEqualTo(ProcessorLevel.V1);
        assertThat(level(NEHALEM)).isEqualTo(ProcessorLevel.V2);
        assertThat(level(HASWELL)).isEqualTo(ProcessorLevel.V3);
        assertThat(level(HASWELL.replace(" avx2", "")))
                .as("the E5-2600 of an R620")
                .isEqualTo(ProcessorLevel.V2);
        assertThat(level(HASWELL.replace(" popcnt", ""))).isEqualTo(ProcessorLevel.V1);
    }

    @Test
    void isKnownByItsName() {
        for (ProcessorLevel level : ProcessorLevel.values()) {
            assertThat(ProcessorLevel.named(level.toString())).isEqualTo(level);
        }
        assertThatThrownBy(() -> ProcessorLevel.named("arm64")).isInstanceOf(InvalidInputException.class);
    }

    private static ProcessorLevel level(String flags) {
        return ProcessorLevel.of(Pattern.compile(" ").splitAsStream(flags).collect(Collectors.toSet()));
    }

    @Test
    void needsNothingForTheFirst() {
        assertThat(ProcessorLevel.of(Set.of())).isEqualTo(ProcessorLevel.V1);
    }
}
