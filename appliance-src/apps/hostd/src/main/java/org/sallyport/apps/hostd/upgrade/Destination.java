package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.util.List;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.upgrade.format.Manifest;

/** Where what a package carries goes, beside what runs. */
interface Destination {
    /** What speaks against a package that fits this machine otherwise, by the space there is. */
    List<Problem> problems(Manifest manifest, UpgradeSpace space) throws IOException;

    /**
     * Unpacks the spool. It may be interrupted; then what is there is never started.
     *
     * @param version of the package
     */
    void write(String version, Teller teller) throws IOException;

    /** Whom it tells how far it is. */
    interface Teller {
        /** A line for the log. */
        void say(String line) throws IOException;

        /** A step, and bytes done of a total. */
        void show(String step, long done, long total) throws IOException;
    }
}
