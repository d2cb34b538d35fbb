package org.sallyport.core.control.upgrade;

/**
 * The space there is for an upgrade, and how much one needs; all in bytes.
 *
 * @param data free on the data partition
 * @param slot what the slot holds that does not run; 0 where there are no slots
 * @param releases free where the releases of the services lie beside each other
 */
public record UpgradeSpace(long data, long slot, long releases) {
    /** How many times larger files are than what a package has of them; of a system 3.3 were seen, of the services 3. */
    private static final int UNPACKED = 4;

    /** What must stay free on the data partition, for logs and records. */
    private static final long RESERVE = 256L << 20;

    /**
     * Needed on the data partition. What is proven waits there until it is unpacked, and goes; then the data in use are copied. The
     * larger of the two must fit.
     *
     * @param payload of the package
     * @param data in use
     */
    public static long neededForData(long payload, long data) {
        return Math.max(payload, data) + RESERVE;
    }

    /** Needed, about, where a payload is unpacked. */
    public static long neededUnpacked(long payload) {
        return UNPACKED * payload;
    }
}
