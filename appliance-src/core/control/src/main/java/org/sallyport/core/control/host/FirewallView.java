package org.sallyport.core.control.host;

import java.util.List;
import java.util.Map;

/**
 * What the packet filter lets in now.
 *
 * @param openings what is let in at all; without any, the machine's own packet filter is left alone
 * @param dropped packets dropped, by reason; empty without packet filter
 * @param ruleset as nftables reads it, a line an entry
 */
public record FirewallView(List<Opening> openings, Map<String, Long> dropped, List<String> ruleset) {

    /**
     * Ports that are let in.
     *
     * @param services that are behind them, in words
     * @param interfaces at which they are
     * @param protocol {@code UDP} or {@code TCP}
     * @param ports one, or a range with its ends
     * @param from subnets that are let in; none named means everybody
     * @param guardedAs whose pace of new connections is allowed to a source: {@code PEERS} or {@code ADMINISTRATORS}
     */
    public record Opening(
            List<String> services,
            List<String> interfaces,
            String protocol,
            String ports,
            List<String> from,
            String guardedAs) {}
}
