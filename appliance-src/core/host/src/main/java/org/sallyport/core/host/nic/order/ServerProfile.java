package org.sallyport.core.host.nic.order;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;

/**
 * A server model of which it is known where its first port is.
 *
 * @param vendor SMBIOS system manufacturer
 * @param product SMBIOS product name
 * @param groups which ports come first, before the next
 * @param firstPort what is printed at the port that becomes eth0
 */
record ServerProfile(String vendor, String product, List<Group> groups, String firstPort) {

    /** Ports that belong together. */
    enum Group {
        /** On a network daughter card, which firmware calls integrated. */
        DAUGHTER_CARD("port of the network daughter card"),
        /** On the board. */
        EMBEDDED("port on the board"),
        /** On a card in a slot. */
        CARD("port of a card");

        private final String words;

        Group(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final List<Group> CARDS_FIRST = List.of(Group.CARD, Group.DAUGHTER_CARD, Group.EMBEDDED);
    private static final List<Group> BOARD_FIRST = List.of(Group.DAUGHTER_CARD, Group.EMBEDDED, Group.CARD);

    /** Servers on which earlier generations of such appliances were delivered, whose cabling stays. */
    private static final List<ServerProfile> KNOWN = List.of(
            dell("PowerEdge R220", CARDS_FIRST, "Port 0"),
            dell("PowerEdge R230", CARDS_FIRST, "Port 0"),
            dell("PowerEdge R620", BOARD_FIRST, "GB 1"),
            dell("PowerEdge R630", BOARD_FIRST, "GB 1"));

    private static ServerProfile dell(String product, List<Group> groups, String firstPort) {
        return new ServerProfile("Dell Inc.", product, groups, firstPort);
    }

    /** The profile of a machine, if its model is known; a guest may bear its host's name and is none of them. */
    static Optional<ServerProfile> of(Machine machine) {
        return KNOWN.stream()
                .filter(_ -> machine.platform() == Platform.BARE_METAL)
                .filter(profile -> profile.vendor.equals(machine.vendor()) && profile.product.equals(machine.product()))
                .findFirst();
    }

    /** To which group an adapter belongs. */
    static Group group(Adapter adapter) {
        if (FirmwareIndex.of(adapter).isEmpty()) {
            return Group.CARD;
        }
        return FirmwareIndex.labelKind(adapter).startsWith("integrated") ? Group.DAUGHTER_CARD : Group.EMBEDDED;
    }
}
