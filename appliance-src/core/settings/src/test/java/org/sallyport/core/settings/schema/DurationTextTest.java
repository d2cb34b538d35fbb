package org.sallyport.core.settings.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S, 500ms",
        "90s, PT1M30S, 90s",
        "1800s, PT30M, 30m",
        "1h30m, PT1H30M, 90m",
        "24h, P1D, 1d",
        "0s, PT0S, 0s"
    })
    void readsAndWritesNumbersWithUnits(String text, Duration duration, String normal) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
        assertThat(DurationText.write(duration)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "5w", "1.5h", "99999999999999999999s"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }
}
