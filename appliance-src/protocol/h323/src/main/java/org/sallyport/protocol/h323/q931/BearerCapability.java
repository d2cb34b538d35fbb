package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import java.util.OptionalInt;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * What the call asks of an ISDN (Q.931 section 4.5.5); for H.323 the bandwidth of the call (H.225.0 section 7.2.2.1). A view
 * that changes no octet but those of what it is asked to change.
 *
 * @param content at least two octets
 */
public record BearerCapability(Octets content) {
    /** Bit rate of one channel of an ISDN, in bit/s. */
    public static final int CHANNEL_RATE = 64_000;

    private static final int CAPABILITY_AT = 0;
    private static final int RATE_AT = 1;
    private static final int MULTIPLIER_AT = 2;
    private static final int MULTIRATE = 0x18;

    static Optional<BearerCapability> read(Octets content) {
        return content.length() <= RATE_AT ? Optional.empty() : Optional.of(new BearerCapability(content));
    }

    /** Information transfer capability, 0 to 31: 0 speech, 8 unrestricted digital, 9 restricted digital. */
    public int transferCapability() {
        return content.at(CAPABILITY_AT) & 0x1f;
    }

    /** Information transfer rate, 0 to 31, as coded: 16 one channel, 24 as many as the multiplier says. */
    public int transferRate() {
        return content.at(RATE_AT) & 0x1f;
    }

    /** Channels of {@link #CHANNEL_RATE}; empty for packet mode and what is not coded so. */
    public OptionalInt channels() {
        return switch (transferRate()) {
            case 0x10 -> OptionalInt.of(1);
            case 0x11 -> OptionalInt.of(2);
            case 0x13 -> OptionalInt.of(6);
            case 0x15 -> OptionalInt.of(24);
            case 0x17 -> OptionalInt.of(30);
            case MULTIRATE ->
                content.length() > MULTIPLIER_AT
                        ? OptionalInt.of(content.at(MULTIPLIER_AT) & ExtensionBit.VALUE)
                        : OptionalInt.empty();
            default -> OptionalInt.empty();
        };
    }

    /**
     * The same with another multiplier.
     *
     * @param channels 1 to 127
     * @throws IllegalStateException when the rate is not coded with a multiplier
     */
    public BearerCapability withMultiplier(int channels) {
        if (transferRate() != MULTIRATE || content.length() <= MULTIPLIER_AT) {
            throw new IllegalStateException("bearer capability with transfer rate " + transferRate()
                    + " has no multiplier; write another element in its place");
        }
        if (channels < 1 || channels > ExtensionBit.VALUE) {
            throw new IllegalArgumentException("rate multiplier " + channels + ", it is 1 to " + ExtensionBit.VALUE);
        }
        byte[] changed = content.toArray();
        changed[MULTIPLIER_AT] = (byte) ((changed[MULTIPLIER_AT] & ExtensionBit.LAST) | channels);
        return new BearerCapability(Octets.of(changed));
    }
}
