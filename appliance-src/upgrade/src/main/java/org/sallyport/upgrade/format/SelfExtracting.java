package org.sallyport.upgrade.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sallyport.base.problem.DamagedFileException;

/**
 * A {@code .bin}: a script of the POSIX shell, then a package. The script shows, proves and extracts the package on systems that
 * cannot take it otherwise; it runs nothing of it.
 */
final class SelfExtracting {
    private static final String SCRIPT = "package.sh";
    /** The last line of the script. */
    private static final byte[] MARK = "\n__SALLYPORT_PACKAGE__\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] INTERPRETER = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_SCRIPT = 64 << 10;

    private SelfExtracting() {}

    /** The script, mark included. */
    static byte[] script() {
        try (InputStream script = SelfExtracting.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is not in the jar");
            }
            return script.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(SCRIPT + " cannot be read from the jar", e);
        }
    }

    /** The package in a file that is one, or that has a script before it. */
    static InputStream packageIn(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, LONGEST_SCRIPT);
        buffered.mark(LONGEST_SCRIPT);
        byte[] start = buffered.readNBytes(LONGEST_SCRIPT);
        buffered.reset();
        if (Arrays.equals(Arrays.copyOf(start, INTERPRETER.length), INTERPRETER)) {
            buffered.skipNBytes(endOfMark(start));
        }
        return buffered;
    }

    private static int endOfMark(byte[] start) throws DamagedFileException {
        for (int at = 0; at <= start.length - MARK.length; at++) {
            if (Arrays.equals(start, at, at + MARK.length, MARK, 0, MARK.length)) {
                return at + MARK.length;
            }
        }
        throw new DamagedFileException("its script", "no package follows within " + LONGEST_SCRIPT + " bytes");
    }
}
