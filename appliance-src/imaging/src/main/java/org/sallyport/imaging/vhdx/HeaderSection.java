package org.sallyport.imaging.vhdx;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.sallyport.imaging.vhdx.VhdxLayout.LOG_LENGTH;
import static org.sallyport.imaging.vhdx.VhdxLayout.LOG_OFFSET;
import static org.sallyport.imaging.vhdx.VhdxLayout.METADATA_LENGTH;
import static org.sallyport.imaging.vhdx.VhdxLayout.METADATA_OFFSET;
import static org.sallyport.imaging.vhdx.VhdxLayout.TABLE_OFFSET;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The first MiB of the file (MS-VHDX section 2.2): file type, two headers, two copies of the region table. */
final class HeaderSection {
    private static final String BLOCK_TABLE_REGION = "2DC27766-F623-4200-9D64-115E9BFD4A08";
    private static final String METADATA_REGION = "8B7CA206-4790-4B9A-B8FE-575F050F886E";

    private static final int SLOT = 64 << 10;
    private static final int HEADER = 4 << 10;
    private static final int CHECKSUM = 4;
    private static final short VERSION = 1;
    private static final int REQUIRED = 1;

    private HeaderSection() {}

    /**
     * The whole section.
     *
     * @param content the content's identifier, from which the GUIDs are taken
     */
    static byte[] of(VhdxLayout layout, byte[] content) {
        ByteBuffer section = ByteBuffer.allocate(VhdxLayout.MIB);
        section.put(0, fileType());
        section.put(SLOT, header(1, content));
        section.put(2 * SLOT, header(2, content)); // the higher number is the one in force
        byte[] regions = regionTable(layout);
        section.put(3 * SLOT, regions);
        section.put(4 * SLOT, regions);
        return section.array();
    }

    private static byte[] fileType() {
        byte[] creator = "Sallyport imaging".getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(Long.BYTES + creator.length)
                .put(ascii("vhdxfile"))
                .put(creator)
                .array();
    }

    private static byte[] header(long number, byte[] content) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(LITTLE_ENDIAN);
        header.put(ascii("head")).putInt(0).putLong(number);
        header.put(Guid.derived(content, "file")).put(Guid.derived(content, "data"));
        header.put(new byte[Guid.BYTES]); // no log to replay
        header.putShort((short) 0).putShort(VERSION);
        header.putInt(LOG_LENGTH).putLong(LOG_OFFSET);
        return checksummed(header.array());
    }

    private static byte[] regionTable(VhdxLayout layout) {
        ByteBuffer table = ByteBuffer.allocate(SLOT).order(LITTLE_ENDIAN);
        table.put(ascii("regi")).putInt(0).putInt(2).putInt(0);
        table.put(Guid.known(BLOCK_TABLE_REGION));
        table.putLong(TABLE_OFFSET).putInt(layout.tableLength()).putInt(REQUIRED);
        table.put(Guid.known(METADATA_REGION));
        table.putLong(METADATA_OFFSET).putInt(METADATA_LENGTH).putInt(REQUIRED);
        return checksummed(table.array());
    }

    /** Puts the CRC-32C of the whole structure, with 0 in its place, where it belongs. */
    private static byte[] checksummed(byte[] structure) {
        CRC32C sum = new CRC32C();
        sum.update(structure);
        ByteBuffer.wrap(structure).order(LITTLE_ENDIAN).putInt(CHECKSUM, (int) sum.getValue());
        return structure;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
