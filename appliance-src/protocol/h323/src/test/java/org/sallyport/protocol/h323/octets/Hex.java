package org.sallyport.protocol.h323.octets;

import java.util.HexFormat;

/** Octets written as hexadecimal digits, blanks ignored. */
public final class Hex {
    private Hex() {}

    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    public static Octets octets(String hex) {
        return Octets.of(bytes(hex));
    }
}
