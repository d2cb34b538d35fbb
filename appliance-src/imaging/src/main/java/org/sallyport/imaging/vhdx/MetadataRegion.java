package org.sallyport.imaging.vhdx;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The metadata region (MS-VHDX section 2.6): a table of items, then the items. */
final class MetadataRegion {
    private static final int ITEMS = 64 << 10;
    private static final int TABLE_HEADER = 32;
    private static final int OF_DISK = 2;
    private static final int REQUIRED = 4;

    private MetadataRegion() {}

    @SuppressWarnings("ArrayRecordComponent") // read once
    private record Item(String id, int flags, byte[] value) {}

    /** The used part of the region. */
    static byte[] of(VhdxLayout layout, byte[] content) {
        List<Item> items = List.of(
                new Item(
                        "CAA16737-FA36-4D43-B3B6-33F0AA44E76B",
                        REQUIRED,
                        number(8).putInt(VhdxLayout.BLOCK).array()),
                new Item(
                        "2FA54224-CD1B-4876-B211-5DBED83BF4B8",
                        OF_DISK | REQUIRED,
                        number(8).putLong(layout.diskBytes()).array()),
                new Item("BECA12AB-B2E6-4523-93EF-C309E000C746", OF_DISK | REQUIRED, Guid.derived(content, "disk")),
                new Item(
                        "8141BF1D-A96F-4709-BA47-F233A8FAAB5F",
                        OF_DISK | REQUIRED,
                        number(4).putInt(VhdxLayout.LOGICAL_SECTOR).array()),
                new Item(
                        "CDA348C7-445D-4471-9CC9-E9885251C556",
                        OF_DISK | REQUIRED,
                        number(4).putInt(VhdxLayout.PHYSICAL_SECTOR).array()));
        ByteBuffer region = ByteBuffer.allocate(2 * ITEMS).order(LITTLE_ENDIAN);
        region.put("metadata".getBytes(StandardCharsets.US_ASCII));
        region.putShort((short) 0).putShort((short) items.size());
        region.position(TABLE_HEADER);
        int offset = ITEMS;
        for (Item item : items) {
            region.put(Guid.known(item.id)).putInt(offset).putInt(item.value.length);
            region.putInt(item.flags).putInt(0);
            region.put(offset, item.value);
            offset += item.value.length;
        }
        return region.array();
    }

    private static ByteBuffer number(int bytes) {
        return ByteBuffer.allocate(bytes).order(LITTLE_ENDIAN);
    }
}
