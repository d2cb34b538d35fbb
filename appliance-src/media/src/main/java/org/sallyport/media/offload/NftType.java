package org.sallyport.media.offload;

/** What nft(8) shows a map's fields as; the kernel itself only knows their lengths. */
final class NftType {
    static final int IPV4_ADDRESS = 7;
    static final int IPV6_ADDRESS = 8;
    static final int PORT = 13;
    static final int NUMBER = 19;
    static final int DEVICE = 20;

    private static final int BITS = 6;

    private NftType() {}

    /** The type of several fields, at most five, in a row. */
    static int of(int... fields) {
        int type = 0;
        for (int field : fields) {
            type = type << BITS | field;
        }
        return type;
    }
}
