package org.sallyport.core.host.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.host.files.Distribution;
import org.sallyport.core.host.files.SystemFile;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;

/** All files of the system that the network section decides. */
public final class NetworkFiles {
    /** NetworkManager's profiles; whatever of ours lies there and is not among the files is to go. */
    public static final Path PROFILES = Path.of("/etc/NetworkManager/system-connections");

    /** What the names of our profiles begin with. */
    public static final String PROFILE_PREFIX = "sallyport-";

    private static final Path MANAGER = Path.of("/etc/NetworkManager/conf.d/90-sallyport.conf");

    private NetworkFiles() {}

    /**
     * The files; none when the network of the machine is not ours.
     *
     * @param addresses of the adapters that names belong to; empty for one that is known by its name alone
     */
    public static List<SystemFile> of(
            NetworkSettings network, Distribution distribution, Function<String, Optional<MacAddress>> addresses) {
        if (!network.isConfigured()) {
            return List.of();
        }
        List<SystemFile> files = new ArrayList<>();
        network.interfaces()
                .forEach(nic -> files.add(new SystemFile.Text(
                        profile(nic), ConnectionProfile.render(network, nic, addresses.apply(nic.name())), true)));
        files.add(new SystemFile.Text(MANAGER, manager(network), false));
        files.add(new SystemFile.Text(Path.of("/etc/hostname"), network.hostname() + "\n", false));
        files.add(new SystemFile.Text(distribution.timeConfiguration(), ChronyConfiguration.render(network), false));
        files.add(new SystemFile.Link(
                Path.of("/etc/localtime"),
                Path.of("../usr/share/zoneinfo", network.timeZone().getId())));
        return List.copyOf(files);
    }

    /** Where the profile of an interface is. */
    public static Path profile(NetworkInterfaceSettings nic) {
        return PROFILES.resolve(ConnectionProfile.name(nic) + ".nmconnection");
    }

    /** Nothing comes up that the settings do not name, and nobody on the network names this machine or its servers. */
    private static String manager(NetworkSettings network) {
        KeyFile file = new KeyFile().set("main", "no-auto-default", "*").set("main", "hostname-mode", "none");
        if (!network.dnsServers().isEmpty()) {
            file.set("global-dns", "searches", String.join(",", network.searchDomains()));
            file.set(
                    "global-dns-domain-*",
                    "servers",
                    network.dnsServers().stream()
                            .map(server -> server.getHostAddress())
                            .collect(Collectors.joining(",")));
        }
        return file.toString();
    }
}
