package org.sallyport.protocol.rtp;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/** Packets written as hexadecimal digits, blanks ignored. */
final class Bytes {
    private Bytes() {}

    static MemorySegment of(String hex) {
        return MemorySegment.ofArray(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }
}
