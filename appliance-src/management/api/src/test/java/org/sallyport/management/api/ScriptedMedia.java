package org.sallyport.management.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.media.FoundPackage;
import org.sallyport.core.control.media.MediaControl;

/** A stick with the files that a test puts on it. */
final class ScriptedMedia implements MediaControl {
    static final String STICK = "/dev/sdb1";
    private static final int PIECE = 50_000;

    /** By name. */
    final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /** Whether it is pulled out after its first piece. */
    volatile boolean isLoose;

    @Override
    public List<FoundPackage> packages() {
        return files.entrySet().stream()
                .map(file -> new FoundPackage(STICK, "STICK", file.getKey(), file.getValue().length))
                .toList();
    }

    @Override
    public byte[] read(String medium, String name, long offset, int length) {
        byte[] file = files.get(name);
        if (file == null || !medium.equals(STICK) || (isLoose && offset > 0)) {
            throw new ControlException(Reason.FAILED, name + " on " + medium + " cannot be read.");
        }
        int end = Math.min(file.length, (int) offset + Math.min(length, PIECE));
        return Arrays.copyOfRange(file, (int) offset, end);
    }
}
