package org.sallyport.core.host.firewall;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Ports that are let in at some interfaces.
 *
 * @param services that are behind them, in words; one that is told to listen twice shows once
 * @param interfaces names; never empty
 * @param ports one, or a range with its ends
 */
public record Opening(List<String> services, List<String> interfaces, Protocol protocol, String ports, Source source) {
    /** What carries it. */
    public enum Protocol {
        UDP,
        TCP
    }

    /** From whom, and how it is guarded against floods. */
    public enum Source {
        /** Anybody: calls come from the whole internet. */
        PEERS,
        /** Those who may administer, at the pace of people. */
        ADMINISTRATORS
    }

    /** Whether it lets the same packets in. */
    boolean isLike(Opening other) {
        return interfaces.equals(other.interfaces)
                && protocol == other.protocol
                && ports.equals(other.ports)
                && source == other.source;
    }

    /** The same for one more service. */
    Opening alsoFor(List<String> others) {
        return new Opening(
                Stream.concat(services.stream(), others.stream()).distinct().toList(),
                interfaces,
                protocol,
                ports,
                source);
    }

    /** The interfaces as an nftables set. */
    String interfaceSet() {
        return "{ \"" + String.join("\", \"", new TreeSet<>(interfaces)) + "\" }";
    }
}
