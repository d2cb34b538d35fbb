package org.sallyport.media.offload;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * One way through the relay.
 *
 * @param sender the party that sends
 * @param entry our address that it sends to
 * @param exit our address that its packets leave from
 * @param receiver the party that they go to
 * @param dscp code point that its packets leave with
 */
public record FlowEnds(
        InetSocketAddress sender,
        InetSocketAddress entry,
        InetSocketAddress exit,
        InetSocketAddress receiver,
        int dscp) {
    /** Whether both parties are of one address family; the kernel does not translate. */
    public boolean isOfOneFamily() {
        return isIpv6(sender) == isIpv6(receiver) && isIpv6(entry) == isIpv6(sender) && isIpv6(exit) == isIpv6(sender);
    }

    boolean isIpv6() {
        return isIpv6(sender);
    }

    private static boolean isIpv6(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address;
    }
}
