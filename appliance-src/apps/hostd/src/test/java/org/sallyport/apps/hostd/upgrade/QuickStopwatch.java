package org.sallyport.apps.hostd.upgrade;

import java.time.Duration;

/** On which a pause is over at once. */
final class QuickStopwatch implements Trial.Stopwatch {
    private Duration elapsed = Duration.ZERO;

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public void pause(Duration duration) {
        elapsed = elapsed.plus(duration);
    }
}
