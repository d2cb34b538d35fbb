package org.sallyport.testing.tools;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.sallyport.base.problem.InvalidInputException;

/** Changes files byte by byte and sees whether a reader notices. */
public final class ChangedBytes {
    private static final int BIT = 0x02;

    private ChangedBytes() {}

    /** Reads a file, or refuses it. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] file) throws IOException;
    }

    /** The places at which a change is not refused. */
    public static List<Integer> unnoticed(byte[] file, IntStream places, Reader reader) {
        return places.filter(place -> {
                    byte[] changed = file.clone();
                    changed[place] ^= BIT;
                    try {
                        reader.read(changed);
                        return true;
                    } catch (IOException | InvalidInputException e) {
                        return false;
                    }
                })
                .boxed()
                .toList();
    }
}
