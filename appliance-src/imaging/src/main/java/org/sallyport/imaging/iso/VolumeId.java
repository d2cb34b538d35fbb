package org.sallyport.imaging.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** The name of a medium, by which its installer finds it (ISO 9660 section 8.4, primary volume descriptor). */
record VolumeId(String text) {
    private static final int DESCRIPTOR = 16 * 2048;
    private static final int NAME_AT = 40;
    private static final int NAME_LENGTH = 32;

    static VolumeId of(Path medium) throws IOException {
        byte[] descriptor = new byte[NAME_AT + NAME_LENGTH];
        try (FileChannel file = FileChannel.open(medium)) {
            file.read(ByteBuffer.wrap(descriptor), DESCRIPTOR);
        }
        if (!new String(descriptor, 0, 6, StandardCharsets.ISO_8859_1).equals("\1CD001")) {
            throw new InvalidInputException(new Problem(
                    "medium", medium.toString(), "No ISO 9660 file system.", "Give the ISO of CentOS Stream 9 or 10."));
        }
        return new VolumeId(new String(descriptor, NAME_AT, NAME_LENGTH, StandardCharsets.ISO_8859_1).stripTrailing());
    }

    /** As a kernel argument names a medium; a space would end the argument. */
    String argument() {
        return "hd:LABEL=" + text.replace(" ", "\\x20");
    }
}
