package org.sallyport.core.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.base.problem.InvalidInputException;

class ProcessArgumentsTest {
    @Test
    void takesSettingsFilesInTheirOrder() {
        assertThat(ProcessArguments.parse(List.of("--settings", "a.yaml", "--settings", "b.yaml")))
                .isEqualTo(new ProcessArguments(List.of(Path.of("a.yaml"), Path.of("b.yaml"))));
    }

    @Test
    void needsNoArgument() {
        assertThat(ProcessArguments.parse(List.of()).settingsFiles()).isEmpty();
    }

    @Test
    void refusesAnUnknownArgumentByName() {
        assertThatThrownBy(() -> ProcessArguments.parse(List.of("--setings", "a.yaml")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--setings");
    }

    @Test
    void refusesAnArgumentWithoutItsValue() {
        assertThatThrownBy(() -> ProcessArguments.parse(List.of("--settings")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("value is missing");
    }
}
