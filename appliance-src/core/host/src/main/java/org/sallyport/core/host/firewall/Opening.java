package org.sallyport.core.host.firewall;

import java.util.List;
import java.util.TreeSet;

/**
 * Ports that are let in at some interfaces.
 *
 * @param interfaces names; never empty
 * @param ports one, or a range with its ends
 */
record Opening(List<String> interfaces, Protocol protocol, String ports, Source source) {
    enum Protocol {
        UDP,
        TCP
    }

    /** From whom, and how it is guarded against floods. */
    enum Source {
        /** Anybody: calls come from the whole internet. */
        PEERS,
        /** Those who may administer, at the pace of people. */
        ADMINISTRATORS
    }

    /** The interfaces as an nftables set. */
    String interfaceSet() {
        return "{ \"" + String.join("\", \"", new TreeSet<>(interfaces)) + "\" }";
    }
}
