package org.sallyport.service.sip.media;

import java.util.List;
import java.util.Map;
import org.sallyport.base.address.Side;

/**
 * What an exchange of offer and answer comes to. Immutable.
 *
 * @param slots one a m-line
 * @param kbps what each party's description says of bandwidth; 0 when nothing
 */
record NegotiatedMedia(List<MediaSlot> slots, Map<Side, Integer> kbps) {
    static final NegotiatedMedia NONE = new NegotiatedMedia(List.of(), Map.of());

    boolean heldBy(Side side) {
        return slots.stream().anyMatch(MediaSlot::carriesMedia)
                && slots.stream()
                        .filter(MediaSlot::carriesMedia)
                        .allMatch(slot -> slot.holding().contains(side));
    }

    int bandwidthKbps() {
        return SessionBandwidth.agreed(kbps.getOrDefault(Side.EXTERNAL, 0), kbps.getOrDefault(Side.INTERNAL, 0));
    }
}
