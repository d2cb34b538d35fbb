package org.sallyport.imaging.vmdk;

import static org.sallyport.imaging.vmdk.StreamFormat.SECTOR;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes whole sectors one after the other and knows the number of the next one. */
final class SectorOutput {
    private static final int BUFFER = 1 << 20;

    private final OutputStream out;
    private long written;

    SectorOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER);
    }

    /** The next sector's number; sector numbers in grain tables have 32 bits. */
    int sector() throws IOException {
        long sector = written / SECTOR;
        if (sector > 0xffff_ffffL) {
            throw new IOException("A VMDK stream ends at 2 TiB: there is too much data on the disk.");
        }
        return (int) sector;
    }

    void write(byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            out.write(part);
            written += part.length;
        }
        int last = (int) (written % SECTOR);
        if (last > 0) {
            out.write(new byte[SECTOR - last]);
            written += SECTOR - last;
        }
    }

    void flush() throws IOException {
        out.flush();
    }

    long bytes() {
        return written;
    }
}
