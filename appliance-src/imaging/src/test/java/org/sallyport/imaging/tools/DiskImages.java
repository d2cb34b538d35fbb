package org.sallyport.imaging.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.sallyport.testing.tools.Program;

/** Disk images as QEMU sees them. */
public final class DiskImages {
    private DiskImages() {}

    /** Whether a disk image is sound and has the content of a raw disk, by qemu-img. */
    public static void isSoundAndSame(String format, Object image, Object raw) {
        Program.run("qemu-img", "check", "-q", "-f", format, image.toString());
        String verdict =
                Program.run("qemu-img", "compare", "-f", "raw", "-F", format, raw.toString(), image.toString());
        assertThat(verdict).contains("Images are identical");
    }
}
