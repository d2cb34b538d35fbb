package org.sallyport.imaging.vmdk;

import static org.sallyport.imaging.vmdk.StreamFormat.DESCRIPTOR_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.SECTOR;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The text in a VMDK that describes it (Virtual Disk Format 5.0, "The Descriptor File"). */
final class Descriptor {
    private static final int HEADS = 255;
    private static final int SECTORS_PER_TRACK = 63;
    private static final int MOST_CYLINDERS = 65535;
    private static final int NO_CONTENT_ID = -1; // means that there is no parent
    private static final int RESERVED_CONTENT_ID = -2;

    private Descriptor() {}

    /**
     * @param capacity in sectors
     * @param name of the file
     * @param content the content's identifier, from which the disk's are taken
     */
    static byte[] of(long capacity, String name, byte[] content) {
        // lsilogic is what vSphere writes whichever SCSI controller the disk hangs on; the tools version says that the
        // guest brings its own.
        String text = """
                # Disk DescriptorFile
                version=1
                encoding="UTF-8"
                CID=%08x
                parentCID=ffffffff
                createType="streamOptimized"

                # Extent description
                RW %d SPARSE "%s"

                # The Disk Data Base
                #DDB

                ddb.adapterType = "lsilogic"
                ddb.geometry.cylinders = "%d"
                ddb.geometry.heads = "%d"
                ddb.geometry.sectors = "%d"
                ddb.longContentID = "%s"
                ddb.toolsInstallType = "4"
                ddb.toolsVersion = "2147483647"
                ddb.virtualHWVersion = "4"
                """.formatted(
                        contentId(content),
                        capacity,
                        name,
                        Math.min(MOST_CYLINDERS, capacity / (HEADS * SECTORS_PER_TRACK)),
                        HEADS,
                        SECTORS_PER_TRACK,
                        longContentId(content));
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), DESCRIPTOR_SECTORS * SECTOR);
    }

    /** 32 bits that are neither of the two reserved values. */
    private static int contentId(byte[] content) {
        int id = ByteBuffer.wrap(content).getInt();
        return id == NO_CONTENT_ID || id == RESERVED_CONTENT_ID ? 0 : id;
    }

    /** 128 bits, of which the last 32 are the short one. */
    private static String longContentId(byte[] content) {
        return HexFormat.of().formatHex(content, 4, 16) + "%08x".formatted(contentId(content));
    }
}
