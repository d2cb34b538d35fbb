package org.sallyport.management.api.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    @Test
    void isTheIntervalWithoutATimeOfDay() {
        Rhythm rhythm = new Rhythm(Duration.ofHours(6), Optional.empty(), ZoneId.of("Europe/Berlin"));
        assertThat(rhythm.after(Instant.parse("2026-03-28T22:00:00Z"))).isEqualTo("2026-03-29T04:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "one after the other,          1, Europe/Berlin,    2026-01-10T01:30:20Z, 2026-01-11T01:30:00Z",
        "each week,                    7, Europe/Berlin,    2026-01-10T01:30:20Z, 2026-01-17T01:30:00Z",
        "made by hand at noon,         1, Europe/Berlin,    2026-01-10T12:00:00Z, 2026-01-11T01:30:00Z",
        "made by hand after midnight,  1, Europe/Berlin,    2026-01-10T23:30:00Z, 2026-01-12T01:30:00Z",
        "no half past two that day,    1, Europe/Berlin,    2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z",
        "after that day,               1, Europe/Berlin,    2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "half past two comes twice,    1, Europe/Berlin,    2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z",
        "not at the second of them,    1, Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "the zone was changed to west, 1, America/New_York, 2026-01-10T01:30:00Z, 2026-01-11T07:30:00Z",
        "the zone was changed to east, 1, Asia/Tokyo,       2026-01-10T01:30:00Z, 2026-01-10T17:30:00Z",
    })
    void isTheTimeOfDayNearestToTheInterval(String what, int days, ZoneId zone, Instant last, Instant next) {
        Rhythm rhythm = new Rhythm(Duration.ofDays(days), Optional.of(LocalTime.of(2, 30)), zone);
        assertThat(rhythm.after(last)).as(what).isEqualTo(next);
    }
}
