package org.sallyport.core.control.media;

import java.util.List;
import org.sallyport.core.control.ControlException;

/** Reads packages on attached media. Every method may throw {@link ControlException}. */
public interface MediaControl {
    /** The most that is read at once, bytes. */
    int MOST = 1 << 20;

    /** What is there now: files {@code *.upg} and {@code *.bin} in the top folder of each medium. */
    List<FoundPackage> packages();

    /**
     * A piece of one of them.
     *
     * @param offset where it begins
     * @param length the most that it has, up to {@link #MOST}
     * @return its bytes, none at the end of the file
     */
    byte[] read(String medium, String name, long offset, int length);
}
