package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host that a description names instead of giving its address (RFC 8866 section 5.7). */
@FunctionalInterface
public interface MediaHosts {
    /** The addresses, best first; none when the name leads nowhere within a few seconds. May block as long. */
    List<InetAddress> find(String name);
}
