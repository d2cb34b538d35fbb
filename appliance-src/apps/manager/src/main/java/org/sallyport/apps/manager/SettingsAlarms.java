package org.sallyport.apps.manager;

import java.util.List;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.feed.FeedHealth;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;

/** Says by alarms how the settings reach this process. */
final class SettingsAlarms implements FeedHealth {
    private static final String DATABASE = "database.away";
    private static final String REVISION = "settings.revision.refused";

    private final Alarms alarms;

    SettingsAlarms(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public void databaseAway(String reason) {
        alarms.raise(
                DATABASE,
                Severity.CRITICAL,
                "The database cannot be reached, so settings, users and history cannot be read or changed: " + reason,
                "See whether PostgreSQL runs and whether its address is right.");
    }

    @Override
    public void databaseBack() {
        alarms.clear(DATABASE);
    }

    @Override
    public void revisionRefused(long number, List<Problem> problems) {
        alarms.raise(
                REVISION,
                Severity.WARNING,
                "Settings revision " + number + " cannot be used; the one before stays in force: "
                        + problems.getFirst().detail(),
                "Commit settings without the problems, or restore an earlier revision.");
    }

    @Override
    public void revisionInForce(long number) {
        alarms.clear(REVISION);
    }
}
