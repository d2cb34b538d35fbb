package org.sallyport.management.api.backup.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When backups are due.
 *
 * @param at time of the day in the zone, if they have one; the interval is whole days then
 */
record Rhythm(Duration interval, Optional<LocalTime> at, ZoneId zone) {
    /** So much earlier or later than the interval a time of the day may be: a day has no time that is further away. */
    private static final Duration SLACK = Duration.ofHours(12);

    /** When the one after one is due. A time of the day that a change to summer time leaves out is that much later. */
    Instant after(Instant last) {
        Instant due = last.plus(interval);
        return at.map(time -> atOrAfter(due.minus(SLACK).atZone(zone), time)).orElse(due);
    }

    private static Instant atOrAfter(ZonedDateTime earliest, LocalTime time) {
        ZonedDateTime sameDay = earliest.toLocalDate().atTime(time).atZone(earliest.getZone());
        return (sameDay.isBefore(earliest)
                        ? earliest.toLocalDate().plusDays(1).atTime(time).atZone(earliest.getZone())
                        : sameDay)
                .toInstant();
    }
}
