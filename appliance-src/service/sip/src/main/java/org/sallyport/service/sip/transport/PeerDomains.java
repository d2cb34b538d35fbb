package org.sallyport.service.sip.transport;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which domain each address was located for, so that a TLS peer there can be held to it. Thread-safe. */
final class PeerDomains {
    private static final int MAX_KEPT = 10_000;

    private final Map<InetSocketAddress, String> domains = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetSocketAddress, String> eldest) {
            return size() > MAX_KEPT;
        }
    });

    /** Notes a domain. A literal address, such as that of a Contact, does not displace the name that led there. */
    void expect(InetSocketAddress peer, String domain) {
        if (isLiteral(domain)) {
            domains.putIfAbsent(peer, domain);
        } else {
            domains.put(peer, domain);
        }
    }

    static boolean isLiteral(String domain) {
        return NetUtil.isValidIpV4Address(domain) || NetUtil.isValidIpV6Address(domain);
    }

    Optional<String> of(InetSocketAddress peer) {
        return Optional.ofNullable(domains.get(peer));
    }
}
