package org.sallyport.core.host.network;

import org.sallyport.core.settings.model.NetworkSettings;

/** The time servers as chrony.conf(5). We are a client alone: no port is open, and only root speaks to it. */
final class ChronyConfiguration {
    private ChronyConfiguration() {}

    static String render(NetworkSettings network) {
        StringBuilder text =
                new StringBuilder("# Written by Sallyport from its settings; changes made here are lost.\n");
        network.ntpServers()
                .forEach(server -> text.append("server ").append(server).append(" iburst\n"));
        if (network.ntpServers().isEmpty()) {
            // What DHCP servers name, and nothing else.
            text.append("sourcedir /run/chrony-dhcp\n");
        }
        return text.append("""
                driftfile /var/lib/chrony/drift
                makestep 1.0 3
                rtcsync
                port 0
                cmdport 0
                """).toString();
    }
}
