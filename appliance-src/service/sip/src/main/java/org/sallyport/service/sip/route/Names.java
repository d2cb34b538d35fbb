package org.sallyport.service.sip.route;

import java.net.InetAddress;
import java.util.List;

/** What the domain name system knows. An empty list means that there is nothing or that nobody answers. May block. */
interface Names {
    List<Naptr> naptr(String name);

    List<Srv> srv(String name);

    List<InetAddress> addresses(String name);
}
