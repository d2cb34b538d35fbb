package org.sallyport.core.control.files;

import java.util.List;
import org.sallyport.core.control.ControlException;

/** The files that a process keeps. Every method may throw {@link ControlException}. */
public interface FilesControl {
    /** All of them. */
    List<KeptFile> files();

    /**
     * Replaces all files of each place that is named by one of these, and no other; all of them or none. A process that
     * follows its files takes them up by itself.
     */
    void replace(List<KeptFile> files);
}
