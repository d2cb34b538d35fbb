package org.sallyport.management.api.backup.schedule;

import java.io.IOException;
import java.nio.file.Path;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;

/** A folder at another machine where backups are kept. */
interface RemoteFolder {
    /**
     * Puts a backup there under its own name, which it gets when it is whole; one of that name is replaced.
     *
     * @param prefix of the names of backups like this one
     * @param keep how many of those are left there, this one and the newest; all where the server cannot say what it has
     * @throws TargetException when the target does not take it
     */
    void put(Path file, String prefix, int keep) throws IOException, InterruptedException;

    /** The folder that the settings name. */
    static RemoteFolder of(BackupTarget target) {
        return target.isSftp() ? new SftpFolder(target) : new WebFolder(target);
    }
}
