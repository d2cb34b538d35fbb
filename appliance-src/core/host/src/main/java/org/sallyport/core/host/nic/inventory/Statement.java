package org.sallyport.core.host.nic.inventory;

import java.util.List;
import java.util.Locale;

/**
 * Somebody's word on which adapter is which, from outside the guest.
 *
 * @param entries in the order given; what contradicts is judged where the order is decided
 */
public record Statement(Source source, List<Entry> entries) {
    public Statement {
        entries = List.copyOf(entries);
    }

    /** Who said it; the earlier one counts more. */
    public enum Source {
        CONFIG_DRIVE("the configuration drive"),
        OVF_PROPERTIES("the OVF properties"),
        HYPER_V_KVP("Hyper-V's key-value pairs"),
        FIRMWARE_CONFIGURATION("the firmware configuration"),
        INSTALLER("the installer's answers"),
        /** vSphere's own list of adapters with their unit numbers, not an administrator's statement. */
        OVF_ADAPTERS("the OVF environment's list of adapters");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** Whether an administrator or an import script wrote it for this purpose; numbers then name places. */
        public boolean isExplicit() {
            return this != OVF_ADAPTERS;
        }
    }

    /**
     * One adapter named.
     *
     * @param number adapter 1 is the first; the unit number where vSphere lists its adapters, of which only the order counts
     * @param identities hardware address, VMBus instance or both, as text from outside
     */
    public record Entry(int number, List<String> identities) {
        public Entry {
            identities = List.copyOf(identities);
        }

        /** An adapter named once. */
        public Entry(int number, String identity) {
            this(number, List.of(identity));
        }

        /** Whether it means an adapter. */
        public boolean names(Adapter adapter) {
            return identities.stream()
                    .anyMatch(identity -> MacAddress.parse(identity)
                            .map(mac -> adapter.mac().filter(mac::equals).isPresent())
                            .orElseGet(() -> adapter.instance()
                                    .filter(instance(identity)::equals)
                                    .isPresent()));
        }

        private static String instance(String identity) {
            return identity.strip().replaceAll("[{}]", "").toLowerCase(Locale.ROOT);
        }

        /** For people. */
        public String identity() {
            return String.join(" or ", identities);
        }
    }
}
