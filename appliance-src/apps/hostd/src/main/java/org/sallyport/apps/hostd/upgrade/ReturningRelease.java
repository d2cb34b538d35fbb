package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Releases;
import org.sallyport.core.host.slot.Slot;

/**
 * Puts the release before back, with the data as it left them, while no service runs. It may be interrupted, and then goes on when it
 * is asked anew.
 */
final class ReturningRelease {
    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final DataByOwner data;
    private final Clock clock;

    ReturningRelease(UpgradePlaces places, UpgradeFiles files, DataByOwner data, Clock clock) {
        this.places = places;
        this.files = files;
        this.data = data;
        this.clock = clock;
    }

    void run(UpgradeRecord attempt, ReleaseChange change) throws IOException {
        Releases releases = places.releases();
        releases.switchTo(change.left());
        @Nullable Slot slot = attempt.course().left();
        String before = DataByOwner.ownerOf(slot, change.left());
        String tried = DataByOwner.ownerOf(slot, change.entered());
        if (data.isKept(before)) {
            data.exchange(tried, before);
            files.say(attempt, "the data are as release " + change.left() + " left them");
        }
        data.forget(before);
        if (attempt.kind() != Kind.ROLL_BACK) {
            data.forget(tried);
            releases.remove(change.entered());
        }
        UpgradeRecord ended = attempt.end(State.RETURNED, reason(attempt, change), clock.instant());
        files.say(
                ended,
                "returned to release " + change.left() + ": " + ended.progress().detail());
        files.save(ended);
        AtomicFile.delete(places.marker());
    }

    private static String reason(UpgradeRecord attempt, ReleaseChange change) {
        String complaint = attempt.course().complaint();
        return complaint.isEmpty()
                ? "It was interrupted before release " + change.entered() + " was known to be well. Begin again."
                : "What is new was not well: " + complaint;
    }
}
