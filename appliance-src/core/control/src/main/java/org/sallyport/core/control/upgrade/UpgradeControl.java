package org.sallyport.core.control.upgrade;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlException;

/**
 * Upgrades of the machine: a package is written beside what runs, then the machine changes over to it and comes back by itself
 * unless it is well there. One at a time. Every method may throw {@link ControlException}.
 */
public interface UpgradeControl {
    UpgradeStatus status();

    /** The attempts that are over, the newest first; none is ever forgotten. */
    List<UpgradeAttempt> history();

    /** What an attempt has said, the oldest line first. */
    List<String> log(String attempt);

    /**
     * Begins to write a package. Nobody notices, for calls go on, and it ends in {@link UpgradeAttempt.State#WRITTEN}.
     *
     * @param file in the folder for packages, {@code .upg} or {@code .bin}
     * @param startedBy the user who asked for it
     * @param backup the name of the backup that was made before it; null when there is none
     * @throws ControlException when one is under way, or the file is not there
     */
    UpgradeAttempt write(Path file, String startedBy, @Nullable String backup);

    /**
     * Changes over to what was written, which ends every call: by a start of the machine, or of the services alone.
     *
     * @throws ControlException when that attempt has nothing written
     */
    UpgradeAttempt changeOver(String attempt);

    /**
     * Gives an attempt up that has not changed over yet. What runs is as it was.
     *
     * @throws ControlException when it is too late for that
     */
    UpgradeAttempt abandon(String attempt);

    /**
     * Begins to lead back to what ran before, which must still be whole: the attempt is {@link UpgradeAttempt.State#WRITTEN} at
     * once, and changes over as any other.
     *
     * @param version to which of several; null for that which ran last
     * @throws ControlException when there is none such, or an attempt is under way
     */
    UpgradeAttempt rollBack(@Nullable String version, String startedBy);

    /** Sees that the process is there that reads packages on attached media, {@code core/control/media}. */
    void openMedia();
}
