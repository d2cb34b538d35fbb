package org.sallyport.core.process;

import java.util.List;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.feed.FeedHealth;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;

/** Raises alarms when a process cannot follow the settings, and clears them when it can. */
public final class SettingsAlarms implements FeedHealth {
    static final String DATABASE = "database.unreachable";
    static final String REVISION = "settings.revision-refused";

    private final Alarms alarms;

    public SettingsAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void databaseAway(String reason) {
        alarms.raise(
                DATABASE,
                Severity.WARNING,
                "The database cannot be reached: " + reason
                        + ". The last settings stay in force, records wait on disk.",
                "Look whether PostgreSQL runs and whether process.database-url is right.");
    }

    @Override
    public void databaseBack() {
        alarms.clear(DATABASE);
    }

    @Override
    public void revisionRefused(long number, List<Problem> problems) {
        alarms.raise(
                REVISION,
                Severity.CRITICAL,
                "Settings revision " + number + " cannot be used: " + problems.getFirst(),
                "Restore an earlier revision, or mend the value that is named.");
    }

    @Override
    public void revisionInForce(long number) {
        alarms.clear(REVISION);
    }
}
