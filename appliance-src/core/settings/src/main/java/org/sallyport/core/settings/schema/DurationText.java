package org.sallyport.core.settings.schema;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as administrators write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 365d}. */
public final class DurationText {
    private static final Pattern FORM = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd]))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhd])");

    private record Unit(String letter, ChronoUnit unit) {}

    private static final List<Unit> LARGEST_FIRST = List.of(
            new Unit("d", ChronoUnit.DAYS),
            new Unit("h", ChronoUnit.HOURS),
            new Unit("m", ChronoUnit.MINUTES),
            new Unit("s", ChronoUnit.SECONDS),
            new Unit("ms", ChronoUnit.MILLIS));

    private DurationText() {}

    /** The duration, or null if the text is none. */
    public static @Nullable Duration parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.plus(Long.parseLong(parts.group(1)), unit(parts.group(2)));
        }
        return sum;
    }

    /** The shortest single number with unit that says it exactly, to the millisecond. */
    public static String write(Duration duration) {
        long millis = duration.toMillis();
        for (Unit unit : LARGEST_FIRST) {
            long unitMillis = unit.unit.getDuration().toMillis();
            if (millis != 0 && millis % unitMillis == 0) {
                return millis / unitMillis + unit.letter;
            }
        }
        return "0s";
    }

    private static ChronoUnit unit(String letter) {
        return LARGEST_FIRST.stream()
                .filter(unit -> unit.letter.equals(letter))
                .findFirst()
                .orElseThrow()
                .unit;
    }
}
