package org.sallyport.base.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.sallyport.base.problem.DamagedFileException;

/**
 * A member's header: a block of 512 bytes (POSIX.1, pax, "ustar Interchange Format").
 *
 * @param name of a plain file, without directories
 * @param size in bytes
 * @param modified seconds since 1970
 */
record UstarHeader(String name, long size, long modified) {
    static final int BLOCK = 512;

    private static final int LONGEST_NAME = 100;
    private static final long LARGEST = 0x1_ffff_ffffL; // eleven octal digits: 8 GiB
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private static final int NAME_AT = 0;
    private static final int SIZE_AT = 124;
    private static final int MODIFIED_AT = 136;
    private static final int NUMBER_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE_AT = 156;

    static boolean fits(String name, long size) {
        return name.length() <= LONGEST_NAME && PLAIN.matcher(name).matches() && size <= LARGEST;
    }

    byte[] encode() {
        byte[] block = new byte[BLOCK];
        put(block, NAME_AT, name);
        put(block, 100, "0000644");
        put(block, 108, "0000000"); // user and group: root
        put(block, 116, "0000000");
        put(block, SIZE_AT, "%011o".formatted(size));
        put(block, MODIFIED_AT, "%011o".formatted(modified));
        put(block, TYPE_AT, "0");
        put(block, 257, "ustar\00000");
        put(block, 265, "root");
        put(block, 297, "root");
        put(block, 329, "0000000");
        put(block, 337, "0000000");
        put(block, CHECKSUM_AT, "%06o\0 ".formatted(checksum(block)));
        return block;
    }

    /** Reads what {@link #encode} writes; whatever else an archive may hold is refused. */
    static UstarHeader decode(byte[] block, String where) throws DamagedFileException {
        UstarHeader header =
                new UstarHeader(text(block, NAME_AT, LONGEST_NAME), number(block, SIZE_AT), number(block, MODIFIED_AT));
        if (!fits(header.name, header.size) || !Arrays.equals(header.encode(), block)) {
            throw new DamagedFileException(where, "not the ustar header of a plain file");
        }
        return header;
    }

    /** The sum of all bytes, those of the checksum itself taken as spaces. */
    private static int checksum(byte[] block) {
        int sum = CHECKSUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            if (i < CHECKSUM_AT || i >= CHECKSUM_AT + CHECKSUM_LENGTH) {
                sum += block[i] & 0xff;
            }
        }
        return sum;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static String text(byte[] block, int at, int length) {
        String text = new String(Arrays.copyOfRange(block, at, at + length), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static long number(byte[] block, int at) {
        String octal = text(block, at, NUMBER_LENGTH);
        return octal.matches("[0-7]{11}") ? Long.parseLong(octal, 8) : 0;
    }
}
